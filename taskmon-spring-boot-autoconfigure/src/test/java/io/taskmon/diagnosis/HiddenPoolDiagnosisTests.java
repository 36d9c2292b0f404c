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
package io.taskmon.diagnosis;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import io.taskmon.TaskMonitor;
import io.taskmon.autoconfigure.TaskmonAutoConfiguration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.concurrent.SimpleAsyncTaskScheduler;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Incidents of executors that show neither threads nor queue are found as those of plain
 * pools are.
 */
class HiddenPoolDiagnosisTests {

	private final CountDownLatch release = new CountDownLatch(1);

	private final AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext(
			Application.class);

	@AfterEach
	void close() {
		this.release.countDown();
		this.context.getBean("single", ExecutorService.class).shutdownNow();
		this.context.getBean("timer", ScheduledExecutorService.class).shutdownNow();
		this.context.close();
	}

	@Test
	void singleThreadThatWaitsForItselfIsADeadlock() {
		ExecutorService single = this.context.getBean("single", ExecutorService.class);
		Future<?> parent = single.submit(() -> single.submit(() -> {
		}).get());
		Awaitility.await().until(() -> !kinds().isEmpty());
		assertThat(findings().get(0)).satisfies((finding) -> {
			assertThat(finding.kind()).isEqualTo(FindingKind.POOL_DEADLOCK);
			assertThat(finding.severity()).isEqualTo(Severity.CRITICAL);
			assertThat(finding.summary()).isEqualTo("1 of 1 threads of single wait for tasks queued in single");
		});
		parent.cancel(true);
	}

	@Test
	void singleScheduledThreadThatWaitsForItselfIsADeadlock() {
		ScheduledExecutorService timer = this.context.getBean("timer", ScheduledExecutorService.class);
		Future<?> parent = timer.submit(() -> timer.submit(() -> {
		}).get());
		Awaitility.await().until(() -> !kinds().isEmpty());
		assertThat(findings().get(0).kind()).isEqualTo(FindingKind.POOL_DEADLOCK);
		parent.cancel(true);
	}

	@Test
	void schedulesThatASingleScheduledThreadDoesNotComeToAreOverdue() {
		ScheduledExecutorService timer = this.context.getBean("timer", ScheduledExecutorService.class);
		CountDownLatch ran = new CountDownLatch(1);
		timer.scheduleWithFixedDelay(ran::countDown, 0, 1, TimeUnit.MILLISECONDS);
		Ward.await(ran);
		timer.scheduleWithFixedDelay(() -> Ward.await(this.release), 0, 1, TimeUnit.MILLISECONDS);
		assertOverdue("timer");
	}

	@Test
	void schedulesThatAnotherOneHoldsUpAreOverdue() {
		SimpleAsyncTaskScheduler scheduler = this.context.getBean(SimpleAsyncTaskScheduler.class);
		CountDownLatch ran = new CountDownLatch(1);
		scheduler.scheduleWithFixedDelay(ran::countDown, Duration.ofMillis(1));
		Ward.await(ran);
		scheduler.scheduleWithFixedDelay(() -> Ward.await(this.release), Duration.ofMillis(1));
		assertOverdue("scheduler");
	}

	private void assertOverdue(String executor) {
		Awaitility.await().until(() -> findings().stream().anyMatch((finding) -> !finding.tasks().isEmpty()));
		assertThat(findings()).singleElement().satisfies((finding) -> {
			assertThat(finding.kind()).isEqualTo(FindingKind.STUCK_RUN);
			assertThat(finding.severity()).isEqualTo(Severity.CRITICAL);
			assertThat(finding.executor()).isEqualTo(executor);
			assertThat(finding.summary()).startsWith("The next run of ").contains(executor + " is overdue by ");
			assertThat(finding.evidence()).anyMatch((line) -> line.contains(" has been running for "));
		});
		this.release.countDown();
	}

	private List<FindingKind> kinds() {
		return findings().stream().map(Finding::kind).toList();
	}

	private List<Finding> findings() {
		TaskMonitor monitor = this.context.getBean(TaskMonitor.class);
		DiagnosisSettings defaults = DiagnosisSettings.DEFAULTS;
		DiagnosisSettings settings = new DiagnosisSettings(defaults.interval(), defaults.queueWait(),
				defaults.blockedFor(), Duration.ofMillis(300), defaults.cancelledFor(), defaults.unseenFor(),
				defaults.floodSize(), defaults.leakWindow(), defaults.leakSize(), SlowTaskThresholds.NONE);
		return new Diagnostician(monitor.reader(), settings, monitor.tracker().faults()).findings()
			.stream()
			.filter((finding) -> finding.kind() != FindingKind.BLIND_SPOT)
			.toList();
	}

	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration(TaskmonAutoConfiguration.class)
	static class Application {

		@Bean(destroyMethod = "")
		ExecutorService single() {
			return Executors.newSingleThreadExecutor();
		}

		@Bean(destroyMethod = "")
		ScheduledExecutorService timer() {
			return Executors.newSingleThreadScheduledExecutor();
		}

		@Bean
		SimpleAsyncTaskScheduler scheduler() {
			return new SimpleAsyncTaskScheduler();
		}

	}

}
