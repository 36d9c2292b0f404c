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

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;

import io.taskmon.read.TaskQuery;
import io.taskmon.read.TaskReader;
import io.taskmon.task.EndedTask;
import io.taskmon.task.TaskDetails;
import io.taskmon.task.TaskOutcome;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.request.async.WebAsyncTask;
import org.springframework.web.servlet.mvc.method.annotation.StreamingResponseBody;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Controllers that answer asynchronously, over HTTP.
 */
class WebCallTests {

	private static final TaskQuery EVERYTHING = TaskQuery.ALL.withLimit(1_000);

	private final HttpClient client = HttpClient.newHttpClient();

	@ParameterizedTest
	@ValueSource(booleans = { false, true })
	void isTaskOfTheControllersMethodWithItsTrueOutcome(boolean virtual) throws Exception {
		Map<String, TaskOutcome> outcomes = Map.of("callable", TaskOutcome.SUCCEEDED, "failing", TaskOutcome.FAILED,
				"streaming", TaskOutcome.SUCCEEDED, "streamingFails", TaskOutcome.FAILED, "webAsyncTask",
				TaskOutcome.SUCCEEDED, "failingWebAsyncTask", TaskOutcome.FAILED, "ownExecutor", TaskOutcome.SUCCEEDED);
		try (ConfigurableApplicationContext context = start("spring.threads.virtual.enabled=" + virtual)) {
			int count = 0;
			for (String path : outcomes.keySet()) {
				get(context, path);
				EndedTask task = latest(context, ++count);
				assertThat(task.facts().name()).isEqualTo("Answers." + path);
				assertThat(task.facts().executor()).isEqualTo("applicationTaskExecutor");
				assertThat(task.outcome()).as(path).isEqualTo(outcomes.get(path));
				if (task.outcome() == TaskOutcome.FAILED) {
					assertThat(task.failure().message()).isEqualTo(path);
				}
			}
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "slow", "slowWebAsyncTask" })
	void timeOutTellsWhoCancelled(String path) throws Exception {
		try (ConfigurableApplicationContext context = start("spring.mvc.async.request-timeout=200ms")) {
			assertThat(get(context, path).statusCode()).isEqualTo(503);
			context.getBean(Answers.class).release.countDown();
			EndedTask task = latest(context, 1);
			assertThat(task.facts().name()).isEqualTo("Answers." + path);
			assertThat(task.outcome()).isEqualTo(TaskOutcome.CANCELLED);
			assertThat(task.cancelledBy().thread()).contains("exec");
			TaskDetails details = context.getBean(TaskReader.class).find(task.facts().id()).orElseThrow();
			assertThat(details.cancellationChain()).singleElement()
				.satisfies((canceller) -> assertThat(canceller.stack())
					.anyMatch((frame) -> frame.getClassName().contains("TimeoutCallableProcessingInterceptor")
							|| frame.getMethodName().contains("imeout")));
			assertThat(details.creationChain()).singleElement()
				.satisfies((creation) -> assertThat(creation.stack())
					.anyMatch((frame) -> frame.getClassName().endsWith("DispatcherServlet")));
		}
	}

	@Test
	void answersTheSameWithAndWithoutTaskmon() throws Exception {
		Map<String, String> without = observe("taskmon.enabled=false");
		assertThat(without).hasSize(8);
		assertThat(observe("taskmon.enabled=true")).isEqualTo(without);
	}

	private Map<String, String> observe(String property) throws Exception {
		Map<String, String> seen = new TreeMap<>();
		try (ConfigurableApplicationContext context = start(property, "spring.mvc.async.request-timeout=2s")) {
			for (String path : List.of("callable", "failing", "streaming", "streamingFails", "webAsyncTask",
					"failingWebAsyncTask", "ownExecutor", "slowWebAsyncTask")) {
				try {
					HttpResponse<String> response = get(context, path);
					seen.put(path, response.statusCode() + " "
							+ response.body().replaceAll("\"timestamp\":\"[^\"]*\"", "").replaceAll("-\\d+", "-#"));
				}
				catch (IOException ex) {
					seen.put(path, ex.getClass().getName());
				}
			}
			context.getBean(Answers.class).release.countDown();
		}
		return seen;
	}

	private static ConfigurableApplicationContext start(String... properties) {
		return new SpringApplicationBuilder(Application.class)
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

	private static EndedTask latest(ConfigurableApplicationContext context, int count) {
		TaskReader reader = context.getBean(TaskReader.class);
		Awaitility.await()
			.until(() -> reader.live(EVERYTHING).tasks().isEmpty() && reader.ended(EVERYTHING).tasks().size() >= count);
		assertThat(reader.ended(EVERYTHING).counts().errors()).isZero();
		assertThat(reader.ended(EVERYTHING).tasks()).hasSize(count);
		return reader.ended(EVERYTHING).tasks().get(0);
	}

	@RestController
	static class Answers {

		final CountDownLatch release = new CountDownLatch(1);

		@GetMapping("/callable")
		Callable<String> callable() {
			return () -> Thread.currentThread().getName();
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

		@GetMapping("/streamingFails")
		StreamingResponseBody streamingFails() {
			return (output) -> {
				throw new IllegalStateException("streamingFails");
			};
		}

		@GetMapping("/webAsyncTask")
		WebAsyncTask<String> webAsyncTask() {
			return new WebAsyncTask<>(() -> "webAsyncTask");
		}

		@GetMapping("/failingWebAsyncTask")
		WebAsyncTask<String> failingWebAsyncTask() {
			return new WebAsyncTask<>(10_000L, () -> {
				throw new IllegalStateException("failingWebAsyncTask");
			});
		}

		@GetMapping("/ownExecutor")
		WebAsyncTask<String> ownExecutor() {
			return new WebAsyncTask<>(10_000L, "applicationTaskExecutor", () -> "ownExecutor");
		}

		@GetMapping("/slow")
		Callable<String> slow() {
			return () -> {
				Latches.awaitStubbornly(this.release);
				return "slow";
			};
		}

		@GetMapping("/slowWebAsyncTask")
		WebAsyncTask<String> slowWebAsyncTask() {
			return new WebAsyncTask<>(100L, () -> {
				// An answer that is interrupted races with that of the time-out
				Latches.awaitStubbornly(this.release);
				return "slow";
			});
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@Import(Answers.class)
	static class Application {

	}

}
