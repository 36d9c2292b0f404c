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

package io.taskmon.health;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.TimeUnit;

import io.taskmon.PreserveTerminationLog;
import io.taskmon.autoconfigure.TaskmonAutoConfiguration;
import io.taskmon.autoconfigure.TaskmonHealthContributorAutoConfiguration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.availability.ApplicationAvailabilityAutoConfiguration;
import org.springframework.boot.availability.AvailabilityChangeEvent;
import org.springframework.boot.availability.LivenessState;
import org.springframework.boot.availability.ReadinessState;
import org.springframework.boot.health.actuate.endpoint.HealthDescriptor;
import org.springframework.boot.health.actuate.endpoint.HealthEndpoint;
import org.springframework.boot.health.autoconfigure.actuate.endpoint.AvailabilityProbesAutoConfiguration;
import org.springframework.boot.health.autoconfigure.actuate.endpoint.HealthEndpointAutoConfiguration;
import org.springframework.boot.health.autoconfigure.application.AvailabilityHealthContributorAutoConfiguration;
import org.springframework.boot.health.autoconfigure.contributor.HealthContributorAutoConfiguration;
import org.springframework.boot.health.autoconfigure.registry.HealthContributorRegistryAutoConfiguration;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.annotation.Async;
import org.springframework.scheduling.annotation.EnableAsync;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Health of an application that has a guardian.
 */
class GuardianHealthTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(TaskmonAutoConfiguration.class,
				ApplicationAvailabilityAutoConfiguration.class, TaskmonHealthContributorAutoConfiguration.class,
				HealthContributorRegistryAutoConfiguration.class, HealthContributorAutoConfiguration.class,
				HealthEndpointAutoConfiguration.class, AvailabilityHealthContributorAutoConfiguration.class,
				AvailabilityProbesAutoConfiguration.class))
		.withUserConfiguration(Beans.class)
		.withPropertyValues("management.endpoints.web.exposure.include=health",
				"management.endpoint.health.probes.enabled=true");

	@Test
	void isUpBeforeAnythingRuns() {
		this.runner.run((context) -> {
			assertThat(taskmon(context).getStatus()).isEqualTo(Status.UP);
			assertThat(taskmon(context).getDetails()).isEmpty();
		});
	}

	@Test
	void isDownWhileTheGuardianIsDead() {
		this.runner.run((context) -> {
			becomeAvailable(context);
			Loop loop = context.getBean(Loop.class);
			loop.run("first");
			assertThat(taskmon(context).getStatus()).isEqualTo(Status.UP);
			assertThat(guardian(context)).isEqualTo(Map.of("name", "Loop.run", "live", 1));
			loop.stumble(new IllegalStateException("ten"));
			awaitStatus(context, Status.DOWN);
			assertThat(guardian(context)).containsEntry("name", "Loop.run")
				.containsEntry("live", 0)
				.containsEntry("id", 1L)
				.containsEntry("executor", "pool")
				.containsEntry("outcome", "FAILED")
				.containsEntry("exception", "java.lang.IllegalStateException: ten")
				.doesNotContainKeys("reason", "cancelledBy");
			assertThat((String) guardian(context).get("createdFrom")).contains("GuardianHealthTests");
			assertThat(Instant.parse((String) guardian(context).get("terminatedAt"))).isBeforeOrEqualTo(Instant.now());
			assertThat(overall(context, "")).isEqualTo(Status.DOWN);
			loop.run("second");
			assertThat(taskmon(context).getStatus()).isEqualTo(Status.UP);
			assertThat(overall(context, "")).isEqualTo(Status.UP);
		});
	}

	@Test
	void livenessAndReadinessDoNotCare() {
		this.runner.run((context) -> {
			becomeAvailable(context);
			kill(context);
			awaitStatus(context, Status.DOWN);
			assertThat(overall(context, "liveness")).isEqualTo(Status.UP);
			assertThat(overall(context, "readiness")).isEqualTo(Status.UP);
		});
	}

	@Test
	void statusIsConfigurable() {
		this.runner.withPropertyValues("taskmon.health.guardian-dead-status=out-of-service").run((context) -> {
			kill(context);
			awaitStatus(context, Status.OUT_OF_SERVICE);
		});
	}

	@Test
	void messagesStayHiddenWhereTheyAre() {
		this.runner.withPropertyValues("taskmon.termination-log.exception-messages=false").run((context) -> {
			kill(context);
			awaitStatus(context, Status.DOWN);
			assertThat(guardian(context)).containsEntry("exception", "java.lang.IllegalStateException");
		});
	}

	private static void becomeAvailable(ApplicationContext context) {
		AvailabilityChangeEvent.publish(context, LivenessState.CORRECT);
		AvailabilityChangeEvent.publish(context, ReadinessState.ACCEPTING_TRAFFIC);
	}

	private static void kill(ApplicationContext context) throws Exception {
		Loop loop = context.getBean(Loop.class);
		loop.run("only");
		loop.stumble(new IllegalStateException("ten"));
	}

	private static void awaitStatus(ApplicationContext context, Status status) {
		Awaitility.await().untilAsserted(() -> assertThat(taskmon(context).getStatus()).isEqualTo(status));
	}

	private static Health taskmon(ApplicationContext context) {
		return context.getBean("taskmonHealthIndicator", GuardianHealthIndicator.class).health();
	}

	@SuppressWarnings("unchecked")
	private static Map<String, Object> guardian(ApplicationContext context) {
		List<Map<String, Object>> guardians = (List<Map<String, Object>>) taskmon(context).getDetails()
			.get("guardians");
		assertThat(guardians).hasSize(1);
		return guardians.get(0);
	}

	private static Status overall(ApplicationContext context, String path) {
		HealthEndpoint endpoint = context.getBean(HealthEndpoint.class);
		HealthDescriptor health = path.isEmpty() ? endpoint.health() : endpoint.healthForPath(path);
		return health.getStatus();
	}

	static class Loop {

		private final BlockingQueue<RuntimeException> stones = new SynchronousQueue<>();

		@Async("pool")
		@PreserveTerminationLog(untilShutdown = true)
		public void run(String name) throws InterruptedException {
			throw this.stones.take();
		}

		public void stumble(RuntimeException stone) throws InterruptedException {
			assertThat(this.stones.offer(stone, 30, TimeUnit.SECONDS)).isTrue();
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAsync
	static class Beans {

		@Bean
		Loop loop() {
			return new Loop();
		}

		@Bean
		ThreadPoolTaskExecutor pool() {
			return new ThreadPoolTaskExecutor();
		}

	}

}
