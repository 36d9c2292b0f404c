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

package io.taskmon.correlation;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

import brave.Tracing;
import io.micrometer.tracing.Span;
import io.micrometer.tracing.Tracer;
import io.micrometer.tracing.brave.bridge.BraveBaggageManager;
import io.micrometer.tracing.brave.bridge.BraveCurrentTraceContext;
import io.micrometer.tracing.brave.bridge.BraveTracer;
import io.taskmon.TaskMonitor;
import io.taskmon.autoconfigure.TaskmonAutoConfiguration;
import io.taskmon.autoconfigure.TaskmonCorrelationAutoConfiguration;
import io.taskmon.read.TaskQuery;
import io.taskmon.read.TaskReader;
import io.taskmon.task.EndedTask;
import io.taskmon.task.TaskContext;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.mockito.Mockito;
import org.slf4j.MDC;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.annotation.Async;
import org.springframework.scheduling.annotation.EnableAsync;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for traces and log lines of real tasks in real applications.
 */
@Timeout(60)
class CorrelationTests {

	private ConfigurableApplicationContext application;

	@AfterEach
	void endApplication() {
		MDC.clear();
		this.application.close();
	}

	@Test
	void taskShowsTheTraceInWhichItWasCreated() {
		start(TracingConfiguration.class);
		Tracer tracer = this.application.getBean(Tracer.class);
		Span span = tracer.nextSpan().name("order").start();
		try (Tracer.SpanInScope scope = tracer.withSpan(span)) {
			executor().execute(() -> {
			});
		}
		finally {
			span.end();
		}
		executor().execute(() -> {
		});
		List<EndedTask> ended = ended(2);
		assertThat(ended.get(1).facts().context())
			.isEqualTo(new TaskContext(span.context().traceId(), span.context().spanId(), Map.of()));
		assertThat(span.context().traceId()).hasSizeGreaterThan(10);
		assertThat(ended.get(0).facts().context()).isNull();
	}

	@Test
	void tracingCanBeLeftOut() {
		start(TracingConfiguration.class, "taskmon.correlation.tracing=false");
		Tracer tracer = this.application.getBean(Tracer.class);
		try (Tracer.SpanInScope scope = tracer.withSpan(tracer.nextSpan().start())) {
			executor().execute(() -> {
			});
		}
		assertThat(ended(1).get(0).facts().context()).isNull();
	}

	@Test
	void mockedTracerSeesNothing() {
		start(MockedTracer.class);
		executor().execute(() -> {
		});
		assertThat(ended(1).get(0).facts().context()).isNull();
		Mockito.verifyNoInteractions(this.application.getBean(Tracer.class));
		assertThat(this.application.getBean(TaskMonitor.class).tracker().faults().count()).isZero();
	}

	@Test
	void tracerThatDoesNothingTellsNothing() {
		assertThat(new TracingContextSource(Tracer.NOOP).capture()).isNull();
		start(Application.class);
	}

	@Test
	void taskShowsTheAllowedValuesOfTheLogOnly() {
		start(Application.class, "taskmon.correlation.mdc-keys=customer,order");
		MDC.put("customer", "5");
		MDC.put("password", "secret");
		executor().execute(() -> {
		});
		MDC.remove("customer");
		executor().execute(() -> {
		});
		List<EndedTask> ended = ended(2);
		assertThat(ended.get(1).facts().context()).isEqualTo(new TaskContext(null, null, Map.of("customer", "5")));
		assertThat(ended.get(0).facts().context()).isNull();
	}

	@Test
	void noValueOfTheLogIsShownUnlessItIsAllowed() {
		start(Application.class);
		MDC.put("customer", "5");
		executor().execute(() -> {
		});
		assertThat(ended(1).get(0).facts().context()).isNull();
	}

	@Test
	void traceAndLogAreShownTogether() {
		start(TracingConfiguration.class, "taskmon.correlation.mdc-keys=customer");
		Tracer tracer = this.application.getBean(Tracer.class);
		MDC.put("customer", "5");
		Span span = tracer.nextSpan().start();
		try (Tracer.SpanInScope scope = tracer.withSpan(span)) {
			executor().execute(() -> {
			});
		}
		assertThat(ended(1).get(0).facts().context())
			.isEqualTo(new TaskContext(span.context().traceId(), span.context().spanId(), Map.of("customer", "5")));
	}

	@Test
	void longValueIsShortened() {
		start(Application.class, "taskmon.correlation.mdc-keys=customer");
		MDC.put("customer", "x".repeat(1_000));
		executor().execute(() -> {
		});
		assertThat(ended(1).get(0).facts().context().mdc()).containsEntry("customer",
				"x".repeat(MdcContextSource.MAX_VALUE) + "…");
	}

	@Test
	void logLineOfATaskCarriesItsId() throws Exception {
		start(Application.class, "taskmon.correlation.mdc-task-key=task");
		CompletableFuture<String> inside = new CompletableFuture<>();
		executor().execute(() -> inside.complete(MDC.get("task")));
		assertThat(inside.get(30, TimeUnit.SECONDS)).isEqualTo(Long.toString(ended(1).get(0).facts().id()));
		assertThat(this.application.getBean(Clerk.class).mark().get(30, TimeUnit.SECONDS))
			.isEqualTo(Long.toString(ended(2).get(0).facts().id()));
		assertThat(MDC.get("task")).isNull();
	}

	@Test
	void threadThatLendsItselfToATaskGetsItsValueBack() {
		start(Application.class, "taskmon.correlation.mdc-task-key=task");
		MDC.put("task", "own");
		CompletableFuture<String> inside = new CompletableFuture<>();
		ThreadPoolTaskExecutor full = this.application.getBean("full", ThreadPoolTaskExecutor.class);
		CountDownLatch end = new CountDownLatch(1);
		full.execute(() -> await(end));
		full.execute(() -> inside.complete(MDC.get("task")));
		assertThat(inside).isCompletedWithValue(Long.toString(ended(1).get(0).facts().id()));
		assertThat(MDC.get("task")).isEqualTo("own");
		end.countDown();
	}

	@Test
	void logLinesCarryNoIdUnlessAsked() throws Exception {
		start(Application.class);
		assertThat(this.application.getBean(Clerk.class).mark().get(30, TimeUnit.SECONDS)).isNull();
	}

	private void start(Class<?> configuration, String... properties) {
		this.application = new SpringApplicationBuilder(configuration).web(WebApplicationType.NONE)
			.properties(properties)
			.run();
	}

	private static void await(CountDownLatch latch) {
		try {
			assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private ThreadPoolTaskExecutor executor() {
		return this.application.getBean("desk", ThreadPoolTaskExecutor.class);
	}

	/**
	 * Waits until so many tasks have ended, and returns them, the latest first.
	 */
	private List<EndedTask> ended(int count) {
		TaskReader reader = this.application.getBean(TaskReader.class);
		Awaitility.await().until(() -> reader.ended(TaskQuery.ALL).tasks().size() == count);
		return reader.ended(TaskQuery.ALL).tasks();
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAsync
	@ImportAutoConfiguration({ TaskmonAutoConfiguration.class, TaskmonCorrelationAutoConfiguration.class })
	static class Application {

		@Bean
		ThreadPoolTaskExecutor desk() {
			ThreadPoolTaskExecutor executor = new ThreadPoolTaskExecutor();
			executor.setCorePoolSize(1);
			return executor;
		}

		@Bean
		ThreadPoolTaskExecutor full() {
			ThreadPoolTaskExecutor executor = new ThreadPoolTaskExecutor();
			executor.setMaxPoolSize(1);
			executor.setQueueCapacity(0);
			executor.setRejectedExecutionHandler(new ThreadPoolExecutor.CallerRunsPolicy());
			return executor;
		}

		@Bean
		Clerk clerk() {
			return new Clerk();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class TracingConfiguration extends Application {

		@Bean
		Tracing tracing() {
			return Tracing.newBuilder().build();
		}

		@Bean
		Tracer tracer(Tracing tracing) {
			return new BraveTracer(tracing.tracer(), new BraveCurrentTraceContext(tracing.currentTraceContext()),
					new BraveBaggageManager());
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class MockedTracer extends Application {

		@Bean
		Tracer tracer() {
			return Mockito.mock(Tracer.class);
		}

	}

	static class Clerk {

		@Async("desk")
		public CompletableFuture<String> mark() {
			return CompletableFuture.completedFuture(MDC.get("task"));
		}

	}

}
