/*
 * Copyright 2026-present the taskmon authors.
 *
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *      https://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */

package io.taskmon.metrics;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What Prometheus gets to see.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TaskMetricsScrapeTests {

	private static final Path DASHBOARD = Path.of("..", "docs", "grafana", "taskmon.json");

	private static final Path TABLE = Path.of("..", "docs", "signals.md");

	private static final Pattern SERIES = Pattern.compile("\\btaskmon_[a-z_]+");

	private static final Pattern METER = Pattern.compile("`(taskmon\\.[a-z.]+)`");

	private final MeteredApplication application = MeteredApplication.start("taskmon.metrics.names=Postman.deliver");

	private final CountDownLatch delivered = new CountDownLatch(1);

	private final String scrape = workAndScrape();

	private String workAndScrape() {
		MeteredApplication.Postman postman = this.application.bean(MeteredApplication.Postman.class);
		postman.deliver(new CountDownLatch(0));
		postman.deliver(new CountDownLatch(0));
		postman.lose();
		postman.deliver(this.delivered);
		postman.deliver(this.delivered);
		for (int i = 0; i < 3; i++) {
			this.application.executor("couriers").execute(() -> MeteredApplication.await(this.delivered));
		}
		this.application.executor("couriers").execute(() -> {
		});
		this.application.awaitLines("taskmon_tasks_live{executor=\"mail\",state=\"RUNNING\"} 1.0",
				"taskmon_tasks_live{executor=\"couriers\",state=\"RUNNING\"} 3.0",
				"taskmon_tasks_ended_total{executor=\"couriers\",outcome=\"SUCCEEDED\"} 1.0",
				"taskmon_tasks_ended_total{executor=\"mail\",outcome=\"FAILED\"} 1.0");
		// The housekeeper may just be registering the others
		this.application.bean(TaskMetrics.class).update();
		return this.application.scrape();
	}

	@AfterAll
	void close() {
		this.delivered.countDown();
		this.application.close();
	}

	@Test
	void liveTasksByExecutorAndState() {
		assertThat(this.scrape.lines()).contains("taskmon_tasks_live{executor=\"mail\",state=\"QUEUED\"} 1.0",
				"taskmon_tasks_live{executor=\"couriers\",state=\"QUEUED\"} 0.0",
				"taskmon_tasks_oldest_seconds{executor=\"couriers\",state=\"QUEUED\"} 0.0");
		assertThat(value("taskmon_tasks_oldest_seconds{executor=\"mail\",state=\"QUEUED\"}")).isPositive();
		assertThat(value("taskmon_tasks_oldest_seconds{executor=\"couriers\",state=\"RUNNING\"}")).isPositive();
	}

	@Test
	void endedTasksByExecutorAndOutcome() {
		assertThat(this.scrape.lines()).contains(
				"taskmon_tasks_ended_total{executor=\"mail\",outcome=\"SUCCEEDED\"} 2.0",
				"taskmon_tasks_wait_seconds_count{executor=\"mail\",outcome=\"SUCCEEDED\"} 2",
				"taskmon_tasks_run_seconds_count{executor=\"mail\",outcome=\"SUCCEEDED\"} 2",
				"taskmon_tasks_run_seconds_count{executor=\"mail\",outcome=\"FAILED\"} 1",
				"taskmon_tasks_run_seconds_count{executor=\"couriers\",outcome=\"SUCCEEDED\"} 1");
		assertThat(value("taskmon_tasks_run_seconds_sum{executor=\"mail\",outcome=\"SUCCEEDED\"}")).isPositive();
	}

	@Test
	void outcomesThatHaveNotBeenAreZeroAndHaveNoTimes() {
		assertThat(this.scrape.lines()).contains(
				"taskmon_tasks_ended_total{executor=\"mail\",outcome=\"CANCELLED\"} 0.0",
				"taskmon_tasks_ended_total{executor=\"couriers\",outcome=\"FAILED\"} 0.0");
		assertThat(this.scrape)
			.doesNotContain("taskmon_tasks_run_seconds_count{executor=\"mail\",outcome=\"CANCELLED\"}");
	}

	@Test
	void namesThatSomebodyAskedFor() {
		assertThat(this.scrape.lines()).contains(
				"taskmon_tasks_named_run_seconds_count{name=\"Postman.deliver\",outcome=\"SUCCEEDED\"} 2",
				"taskmon_tasks_named_wait_seconds_count{name=\"Postman.deliver\",outcome=\"SUCCEEDED\"} 2");
		assertThat(this.scrape).doesNotContain("Postman.lose");
	}

	@Test
	void whatTaskmonMissed() {
		assertThat(this.scrape.lines()).contains("taskmon_tasks_dropped_total 0.0", "taskmon_errors_total 0.0");
	}

	@Test
	void dashboardUsesWhatThereIsAndAllOfIt() throws IOException {
		assertThat(found(SERIES, Files.readString(DASHBOARD))).isEqualTo(seriesOfScrape());
	}

	@Test
	void tableTellsOfAllMeters() throws IOException {
		String section = Files.readString(TABLE).split("(?m)^## ")[1];
		Set<String> meters = METER.matcher(section)
			.results()
			.map((found) -> found.group(1))
			.filter((name) -> !name.startsWith("taskmon.metrics"))
			.collect(Collectors.toCollection(TreeSet::new));
		Set<String> series = seriesOfScrape().stream()
			.map((name) -> name.replaceAll("(_seconds)?(_count|_sum|_total)?$", "").replace('_', '.'))
			.collect(Collectors.toCollection(TreeSet::new));
		assertThat(meters).isEqualTo(series);
	}

	private Set<String> seriesOfScrape() {
		return found(SERIES,
				this.scrape.lines().filter((line) -> !line.startsWith("#")).collect(Collectors.joining("\n")));
	}

	private static Set<String> found(Pattern pattern, String text) {
		return pattern.matcher(text).results().map(MatchResult::group).collect(Collectors.toCollection(TreeSet::new));
	}

	private double value(String series) {
		Stream<String> lines = this.scrape.lines().filter((line) -> line.startsWith(series + " "));
		return Double.parseDouble(lines.findFirst().orElseThrow().substring(series.length() + 1));
	}

}
