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

package io.taskmon.verification.cost;

import java.lang.management.ManagementFactory;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;

import com.sun.management.OperatingSystemMXBean;

import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.annotation.Async;
import org.springframework.scheduling.annotation.EnableAsync;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/**
 * A small web application whose requests are answered by a task. Says its port, and how
 * much of the processors its start took.
 */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
@EnableAsync
class MeasuredWebApplication {

	static final String READY = "ready: ";

	public static void main(String[] arguments) {
		ServletWebServerApplicationContext application = (ServletWebServerApplicationContext) new SpringApplicationBuilder(
				MeasuredWebApplication.class)
			.properties("server.port=0", "server.address=127.0.0.1", "spring.main.banner-mode=off",
					"logging.level.root=warn", "management.endpoints.web.exposure.include=health,tasks",
					"taskmon.max-live-tasks=1000000")
			.run(arguments);
		long cpu = ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime();
		System.out.println(READY + application.getWebServer().getPort() + " " + cpu);
	}

	@Bean
	ThreadPoolTaskExecutor applicationTaskExecutor() {
		ThreadPoolTaskExecutor pool = new ThreadPoolTaskExecutor();
		pool.setCorePoolSize(8);
		return pool;
	}

	@Bean
	ThreadPoolTaskExecutor narrow() {
		ThreadPoolTaskExecutor pool = new ThreadPoolTaskExecutor();
		pool.setDaemon(true);
		return pool;
	}

	@Bean
	Orders orders() {
		return new Orders();
	}

	static class Orders {

		@Async("applicationTaskExecutor")
		public CompletableFuture<String> place() {
			return CompletableFuture.completedFuture("placed");
		}

		@Async("narrow")
		public void hold(CountDownLatch hold) {
			Latches.await(hold);
		}

	}

	@RestController
	static class OrderController {

		private final Orders orders;

		OrderController(Orders orders) {
			this.orders = orders;
		}

		@GetMapping("/orders")
		CompletableFuture<String> place() {
			return this.orders.place();
		}

		@GetMapping("/tasks/{count}")
		int hold(@PathVariable int count) {
			CountDownLatch hold = new CountDownLatch(1);
			for (int i = 0; i < count; i++) {
				this.orders.hold(hold);
			}
			return count;
		}

	}

}
