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

package io.taskmon.verification.house;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;

import io.taskmon.verification.house.WalkedApplication.Clockwork;
import io.taskmon.verification.house.WalkedApplication.Office;

import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;

/**
 * Walks the ways through the house that are walked most, in a warm application.
 */
final class Walks {

	private static final int TASKS = 4;

	private static final int WARM_UP = 3;

	private static final int OK = 200;

	private final Map<String, Walk> walks = new LinkedHashMap<>();

	private final HttpClient client = HttpClient.newHttpClient();

	private final int times;

	private final Tracer tracer;

	private final ServletWebServerApplicationContext application;

	private Walks(int times, Tracer tracer, ServletWebServerApplicationContext application) {
		this.times = times;
		this.tracer = tracer;
		this.application = application;
	}

	/**
	 * Walks each way.
	 * @param times how often; the walk that is seen most often counts, for now and then
	 * somebody tidies up on the way
	 * @return the walks, by what was done
	 */
	static Map<String, Walk> walk(int times) throws Exception {
		try (Tracer tracer = new Tracer(); ServletWebServerApplicationContext application = WalkedApplication.start()) {
			Walks walks = new Walks(times, tracer, application);
			walks.walkAll();
			return walks.walks;
		}
	}

	private void walkAll() throws Exception {
		ThreadPoolTaskExecutor executes = this.application.getBean("executes", ThreadPoolTaskExecutor.class);
		ThreadPoolTaskExecutor submits = this.application.getBean("submits", ThreadPoolTaskExecutor.class);
		Office office = this.application.getBean(Office.class);
		for (int i = 0; i < TASKS; i++) {
			submits.submit(() -> "done").get();
		}
		this.tracer.watchResidents();
		walk("GET terminated, " + TASKS + " tasks", () -> "/actuator/tasks/terminated", this::get);
		walk("GET diagnosis", () -> "/actuator/tasks/diagnosis", this::get);
		walk("`execute`, until the task is in the log", Latch::new, (latch) -> {
			executes.execute(latch::countDown);
			latch.await();
		});
		walk("`@Async`, until the task is in the log", Latch::new, (latch) -> {
			office.work(latch);
			latch.await();
		});
		walk("cancel a running task, until it is in the log", () -> running(submits), (future) -> future.cancel(true));
		Clockwork clockwork = this.application.getBean(Clockwork.class);
		walk("a run of `@Scheduled`, until it is in the log", () -> clockwork, Clockwork::next);
	}

	private <T> void walk(String name, Callable<T> preparation, Deed<T> deed) throws Exception {
		Map<Walk, Integer> seen = new HashMap<>();
		for (int i = -WARM_UP; i < this.times; i++) {
			T prepared = preparation.call();
			Walk walk = this.tracer.follow(() -> deed.perform(prepared));
			if (i >= 0) {
				seen.merge(walk, 1, Integer::sum);
			}
		}
		this.walks.put(name, Collections.max(seen.entrySet(), Map.Entry.comparingByValue()).getKey());
	}

	private void get(String path) throws IOException, InterruptedException {
		URI address = URI.create("http://127.0.0.1:" + this.application.getWebServer().getPort() + path);
		int status = this.client.send(HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.discarding())
			.statusCode();
		if (status != OK) {
			throw new IllegalStateException(path + " answered " + status);
		}
	}

	private static Future<?> running(ThreadPoolTaskExecutor pool) throws InterruptedException {
		Latch started = new Latch();
		Future<?> future = pool.submit(() -> {
			started.countDown();
			new Latch().await();
			return "never";
		});
		started.await();
		return future;
	}

	/**
	 * What is walked for.
	 *
	 * @param <T> what is at hand before it begins
	 */
	private interface Deed<T> {

		void perform(T prepared) throws Exception;

	}

	private static final class Latch extends CountDownLatch {

		Latch() {
			super(1);
		}

	}

}
