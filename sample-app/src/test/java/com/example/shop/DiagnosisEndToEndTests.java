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

package com.example.shop;

import java.time.Duration;
import java.util.List;

import com.example.shop.Findings.Finding;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Lets things go wrong, and asks what is wrong: it is named first.
 */
@PackagedShop({ "--shop.customers.enabled=false", "--taskmon.diagnosis.interval=1s",
		"--taskmon.diagnosis.leak-window=10s", "--taskmon.diagnosis.leak-size=10" })
class DiagnosisEndToEndTests {

	private final Shop shop;

	DiagnosisEndToEndTests(Shop shop) {
		this.shop = shop;
	}

	@BeforeEach
	void awaitUsualLife() {
		this.shop.awaitUsualLife();
	}

	@AfterEach
	void putRight() {
		for (JsonNode incident : this.shop.json("/incidents")) {
			this.shop.end(incident.path("name").asString());
		}
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			textBlock = """
					deadlock       | CRITICAL | POOL_DEADLOCK     | accounting              | 2 of 2 threads of accounting wait for tasks queued in accounting
					lock-deadlock  | CRITICAL | LOCK_DEADLOCK     | giftCards               | 2 tasks wait for locks of each other: \\d+ GiftCardService.transfer, \\d+ GiftCardService.transfer
					poller         | CRITICAL | GUARDIAN_DEAD     | applicationTaskExecutor | MessagePoller.poll is meant to run until shutdown, and failed .+s ago
					dead-schedule  | CRITICAL | DEAD_SCHEDULE     | exchange                | The schedule of RateRefresh ended .+ ago and will not run again: its run #1 threw java.lang.NumberFormatException.*
					convoy         | WARNING  | LOCK_CONVOY       | labels                  | 4 tasks wait for the lock com.example.shop.labels.LabelPrinter@.+, as they did before; \\d+ LabelService.print holds it
					queue          | CRITICAL | POOL_BLOCKED      | warehouse               | 2 of 2 threads of warehouse are in com.example.shop.downstream.Downstream.awaitAnswer\\(.+\\), oldest .+s, while tasks wait
					backlog        | WARNING  | STARVING_QUEUE    | newsletter              | \\d+ tasks wait in newsletter, the oldest for .+s
					stuck-schedule | WARNING  | STUCK_RUN         | taskScheduler           | The run of PriceService.refresh has taken .+s so far
					leak           | WARNING  | LEAK              | availability            | The live tasks from com.example.shop.availability.ArticlePage.open\\(.+\\) have only become more for 10.0s: by \\d+, to \\d+
					flood          | WARNING  | FLOOD             | catalogue               | \\d+ of \\d+ live tasks come from com.example.shop.catalogue.CatalogueImporter.accept\\(.+\\)
					chain          | WARNING  | SLOW_TASK         | applicationTaskExecutor | \\d+ ReceiptService.print has been running for .+s
					stubborn       | WARNING  | CANCELLED_RUNNING | applicationTaskExecutor | The code of SalesForecast.calculate runs on, cancelled .+s ago
					""")
	void incidentIsNamedFirstUntilItIsPutRight(String incident, String severity, String kind, String executor,
			String summary) {
		this.shop.start(incident);
		Finding first = awaitFirst(kind);
		assertThat(first.severity()).isEqualTo(severity);
		assertThat(first.executor()).isEqualTo(executor);
		assertThat(first.summary()).matches(summary);
		assertThat(first.evidence()).isNotEmpty();
		this.shop.end(incident);
		await().untilAsserted(() -> assertThat(this.shop.findings()).extracting(Finding::kind).doesNotContain(kind));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			textBlock = """
					bounce      | mail                    | No code has seen that MailService.send failed.*: com.example.shop.mail.MailBouncedException: .+
					lost-result | applicationTaskExecutor | No code has seen that StockCount failed.*: java.lang.IllegalStateException: There is no shelf Z13
					""")
	void exceptionThatNobodyHasSeenIsNamedFirst(String incident, String executor, String summary) {
		this.shop.start(incident);
		await().untilAsserted(() -> assertThat(this.shop.findings()).first().satisfies((first) -> {
			assertThat(first.kind()).isEqualTo("LOST_EXCEPTION");
			assertThat(first.executor()).isEqualTo(executor);
			assertThat(first.summary()).matches(summary);
			assertThat(this.shop.status(Shop.TASKS + "/terminated/" + first.tasks().get(0))).isEqualTo(200);
		}));
	}

	@Test
	void nextCommandLeadsToTheTask() {
		this.shop.start("convoy");
		Finding first = awaitFirst("LOCK_CONVOY");
		long holder = Long.parseLong(first.next().substring("where ".length()));
		assertThat(first.tasks()).hasSize(4).doesNotContain(holder);
		assertThat(this.shop.task(holder).stack())
			.anyMatch((frame) -> frame.startsWith("com.example.shop.labels.LabelPrinter.print("));
		List<String> text = this.shop.text(Shop.TASKS + "/diagnosis").lines().toList();
		assertThat(text).element(2).isEqualTo("WARNING LOCK_CONVOY");
		assertThat(text).element(3).isEqualTo(first.summary());
		assertThat(text).contains("    next: where " + holder);
	}

	private Finding awaitFirst(String kind) {
		return await().until(this.shop::findings, (findings) -> isFirst(kind, findings)).get(0);
	}

	private static boolean isFirst(String kind, List<Finding> findings) {
		return !findings.isEmpty() && findings.get(0).kind().equals(kind);
	}

	private static ConditionFactory await() {
		return Awaitility.await().atMost(Duration.ofMinutes(1)).pollInterval(Duration.ofMillis(250));
	}

}
