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
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import org.awaitility.Awaitility;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.task.AsyncTaskExecutor;
import org.springframework.core.task.SimpleAsyncTaskExecutor;
import org.springframework.scheduling.annotation.Async;
import org.springframework.scheduling.annotation.EnableAsync;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;

/**
 * An application with a pool of one thread, {@code mail}, and the executor
 * {@code couriers} that has a thread for each task, whose meters Prometheus scrapes.
 */
final class MeteredApplication implements AutoCloseable {

	private static final List<String> PROPERTIES = List.of("server.address=127.0.0.1", "server.port=0",
			"management.endpoints.web.exposure.include=prometheus", "taskmon.console.enabled=false",
			"spring.main.banner-mode=off", "logging.level.root=warn");

	private final HttpClient client = HttpClient.newHttpClient();

	private final ConfigurableApplicationContext context;

	private MeteredApplication(ConfigurableApplicationContext context) {
		this.context = context;
	}

	static MeteredApplication start(String... properties) {
		String[] all = Stream.concat(PROPERTIES.stream(), Stream.of(properties)).toArray(String[]::new);
		return new MeteredApplication(
				new SpringApplicationBuilder(Application.class).web(WebApplicationType.SERVLET).properties(all).run());
	}

	<T> T bean(Class<T> type) {
		return this.context.getBean(type);
	}

	AsyncTaskExecutor executor(String name) {
		return this.context.getBean(name, AsyncTaskExecutor.class);
	}

	/**
	 * Scrapes until all these lines are there.
	 */
	String awaitLines(String... lines) {
		return Awaitility.await(String.join(", ", lines))
			.atMost(Duration.ofSeconds(30))
			.until(this::scrape, (scrape) -> scrape.lines().toList().containsAll(List.of(lines)));
	}

	String scrape() {
		URI address = URI.create("http://127.0.0.1:"
				+ this.context.getEnvironment().getRequiredProperty("local.server.port") + "/actuator/prometheus");
		try {
			HttpResponse<String> response = this.client
				.send(HttpRequest.newBuilder(address).timeout(Duration.ofSeconds(30)).build(), BodyHandlers.ofString());
			if (response.statusCode() != 200) {
				throw new IllegalStateException(response.body());
			}
			return response.body();
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

	@Override
	public void close() {
		this.context.close();
	}

	static void await(CountDownLatch latch) {
		try {
			if (!latch.await(30, TimeUnit.SECONDS)) {
				throw new IllegalStateException("waited in vain");
			}
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	static class Postman {

		@Async("mail")
		public void deliver(CountDownLatch latch) {
			await(latch);
		}

		@Async("mail")
		public void lose() {
			throw new IllegalStateException("lost");
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@EnableAsync
	static class Application {

		@Bean
		Postman postman() {
			return new Postman();
		}

		@Bean
		ThreadPoolTaskExecutor mail() {
			ThreadPoolTaskExecutor pool = new ThreadPoolTaskExecutor();
			pool.setCorePoolSize(1);
			pool.setQueueCapacity(10);
			return pool;
		}

		@Bean
		SimpleAsyncTaskExecutor couriers() {
			SimpleAsyncTaskExecutor executor = new SimpleAsyncTaskExecutor("courier-");
			if (Runtime.version().feature() >= 21) {
				executor.setVirtualThreads(true);
			}
			return executor;
		}

	}

}
