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

package io.taskmon.spring;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;

import io.taskmon.observe.TaskExecutorInfo;
import io.taskmon.read.TaskQuery;
import io.taskmon.read.TaskReader;
import io.taskmon.task.Coverage;
import io.taskmon.task.EndedTask;
import io.taskmon.task.TaskDetails;
import io.taskmon.task.TaskOutcome;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.task.support.TaskExecutorAdapter;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.request.async.WebAsyncTask;
import org.springframework.web.servlet.config.annotation.AsyncSupportConfigurer;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.mvc.method.annotation.StreamingResponseBody;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Controllers that answer asynchronously, on executors that are no beans.
 */
class WebCallExecutorTests {

	private static final TaskQuery EVERYTHING = TaskQuery.ALL.withLimit(1_000);

	private final HttpClient client = HttpClient.newHttpClient();

	@Test
	void onTheExecutorThatSpringMvcMakesItself() throws Exception {
		try (ConfigurableApplicationContext context = start(TwoPools.class)) {
			assertThat(get(context, "callable").statusCode()).isEqualTo(200);
			assertEnded(context, 1, "callable", TaskOutcome.SUCCEEDED, "MvcAsync");
			assertThat(get(context, "failing").statusCode()).isEqualTo(500);
			assertThat(assertEnded(context, 2, "failing", TaskOutcome.FAILED, "MvcAsync").failure().message())
				.isEqualTo("failing");
			assertThat(get(context, "streaming").body()).isEqualTo("streaming");
			assertEnded(context, 3, "streaming", TaskOutcome.SUCCEEDED, "MvcAsync");
			assertThat(get(context, "webAsyncTask").body()).isEqualTo("webAsyncTask");
			EndedTask ended = assertEnded(context, 4, "webAsyncTask", TaskOutcome.SUCCEEDED, "MvcAsync");
			TaskExecutorInfo info = executor(context, ended.facts().executor());
			assertThat(info.coverage().level()).isEqualTo(Coverage.Level.PARTIAL);
			assertThat(info.type()).endsWith("MvcSimpleAsyncTaskExecutor");
		}
	}

	@Test
	void onExecutorsThatTheApplicationMakes() throws Exception {
		try (ConfigurableApplicationContext context = start(OwnPool.class)) {
			get(context, "callable");
			assertEnded(context, 1, "callable", TaskOutcome.SUCCEEDED, "own-");
			get(context, "nameless");
			assertThat(assertEnded(context, 2, "nameless", TaskOutcome.SUCCEEDED, "pool-").facts().executor())
				.matches("pool-\\d+-thread-");
			get(context, "pooled");
			assertEnded(context, 3, "pooled", TaskOutcome.SUCCEEDED, "first");
			get(context, "full");
			EndedTask refused = assertEnded(context, 4, "full", TaskOutcome.REJECTED, "full-");
			assertThat(refused.failure().type()).endsWith("TaskRejectedException");
		}
	}

	@Test
	void timeOutTellsWhoCancelled() throws Exception {
		try (ConfigurableApplicationContext context = start(TwoPools.class, "spring.mvc.async.request-timeout=200ms")) {
			assertThat(get(context, "slow").statusCode()).isEqualTo(503);
			context.getBean(Answers.class).release.countDown();
			EndedTask ended = assertEnded(context, 1, "slow", TaskOutcome.CANCELLED, "MvcAsync");
			assertThat(ended.cancelledBy().thread()).contains("exec");
			TaskDetails details = context.getBean(TaskReader.class).find(ended.facts().id()).orElseThrow();
			assertThat(details.cancellationChain()).hasSize(1);
			assertThat(details.creationChain()).singleElement()
				.satisfies((creation) -> assertThat(creation.stack())
					.anyMatch((frame) -> frame.getClassName().endsWith("DispatcherServlet")));
		}
	}

	private static TaskExecutorInfo executor(ConfigurableApplicationContext context, String name) {
		List<TaskExecutorInfo> executors = context.getBean(TaskReader.class).executors();
		return executors.stream().filter((info) -> info.name().equals(name)).findFirst().orElseThrow();
	}

	private static EndedTask assertEnded(ConfigurableApplicationContext context, int count, String path,
			TaskOutcome outcome, String executor) {
		TaskReader reader = context.getBean(TaskReader.class);
		Awaitility.await()
			.until(() -> reader.live(EVERYTHING).tasks().isEmpty() && reader.ended(EVERYTHING).tasks().size() >= count);
		assertThat(reader.ended(EVERYTHING).counts().errors()).isZero();
		assertThat(reader.ended(EVERYTHING).tasks()).hasSize(count);
		EndedTask ended = reader.ended(EVERYTHING).tasks().get(0);
		assertThat(ended.facts().name()).isEqualTo("Answers." + path);
		assertThat(ended.outcome()).isEqualTo(outcome);
		assertThat(ended.facts().executor()).startsWith(executor);
		return ended;
	}

	private static ConfigurableApplicationContext start(Class<?> pools, String... properties) {
		return new SpringApplicationBuilder(Application.class, pools)
			.properties("server.address=127.0.0.1", "server.port=0", "spring.main.banner-mode=off",
					"logging.level.root=off")
			.properties(properties)
			.run();
	}

	private HttpResponse<String> get(ConfigurableApplicationContext context, String path) throws Exception {
		String port = context.getEnvironment().getRequiredProperty("local.server.port");
		HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/" + path))
			.timeout(Duration.ofSeconds(30))
			.build();
		return this.client.send(request, BodyHandlers.ofString());
	}

	@RestController
	static class Answers {

		final CountDownLatch release = new CountDownLatch(1);

		private final ThreadPoolTaskExecutor full = new ThreadPoolTaskExecutor();

		Answers() {
			this.full.setThreadNamePrefix("full-");
			this.full.initialize();
			this.full.shutdown();
		}

		@GetMapping("/callable")
		Callable<String> callable() {
			return () -> "callable";
		}

		@GetMapping("/failing")
		Callable<String> failing() {
			return () -> {
				throw new IllegalStateException("failing");
			};
		}

		@GetMapping("/streaming")
		StreamingResponseBody streaming() {
			return (output) -> output.write("streaming".getBytes());
		}

		@GetMapping("/webAsyncTask")
		WebAsyncTask<String> webAsyncTask() {
			return new WebAsyncTask<>(() -> "webAsyncTask");
		}

		@GetMapping("/nameless")
		WebAsyncTask<String> nameless() {
			return new WebAsyncTask<>(10_000L, new TaskExecutorAdapter(Executors.newCachedThreadPool((code) -> {
				Thread thread = Executors.defaultThreadFactory().newThread(code);
				thread.setDaemon(true);
				return thread;
			})), () -> "nameless");
		}

		@GetMapping("/pooled")
		WebAsyncTask<String> pooled() {
			return new WebAsyncTask<>(10_000L, "first", () -> "pooled");
		}

		@GetMapping("/full")
		WebAsyncTask<String> full() {
			return new WebAsyncTask<>(10_000L, this.full, () -> "full");
		}

		@GetMapping("/slow")
		Callable<String> slow() {
			return () -> {
				Latches.awaitStubbornly(this.release);
				return "slow";
			};
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@Import(Answers.class)
	static class Application {

	}

	@Configuration(proxyBeanMethods = false)
	static class TwoPools {

		@Bean
		ThreadPoolTaskExecutor first() {
			return new ThreadPoolTaskExecutor();
		}

		@Bean
		ThreadPoolTaskExecutor second() {
			return new ThreadPoolTaskExecutor();
		}

	}

	@Configuration(proxyBeanMethods = false)
	@Import(TwoPools.class)
	static class OwnPool implements WebMvcConfigurer {

		@Override
		public void configureAsyncSupport(AsyncSupportConfigurer configurer) {
			ThreadPoolTaskExecutor executor = new ThreadPoolTaskExecutor();
			executor.setThreadNamePrefix("own-");
			executor.setDaemon(true);
			executor.initialize();
			configurer.setTaskExecutor(executor);
		}

	}

}
