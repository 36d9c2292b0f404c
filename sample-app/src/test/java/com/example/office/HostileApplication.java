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

package com.example.office;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ForkJoinPool;

import jakarta.annotation.PreDestroy;
import org.slf4j.MDC;

import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;

/**
 * An application whose users choose names that are markup, with Spring Security as Boot
 * configures it.
 */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
public class HostileApplication {

	/**
	 * What does harm wherever it is taken for markup.
	 */
	public static final String MARKUP = "<img src=x onerror=\"window.owned=1\"><script>window.owned=1</script>";

	/**
	 * What is read as something else wherever it is obeyed: it would end in exe.pdf.
	 */
	public static final String DISGUISED = "paid\u202efdp.exe\u202c\u2066\u200b\u061c\ufeff\u009b";

	/**
	 * Executor whose tasks create each other.
	 */
	public static final String DEEP = "deep";

	/**
	 * Executor whose tasks cannot be seen.
	 */
	public static final String UNSEEN = "unseen" + MARKUP;

	/**
	 * Key of the log's context whose value is markup where tasks are submitted.
	 */
	public static final String MDC_KEY = "customer";

	private final CountDownLatch done = new CountDownLatch(1);

	@Bean(MARKUP)
	ThreadPoolTaskExecutor executor() {
		ThreadPoolTaskExecutor executor = new ThreadPoolTaskExecutor();
		executor.setCorePoolSize(2);
		executor.setMaxPoolSize(2);
		executor.setThreadNamePrefix(MARKUP);
		return executor;
	}

	@Bean(DISGUISED)
	ThreadPoolTaskExecutor disguisedExecutor() {
		ThreadPoolTaskExecutor executor = new ThreadPoolTaskExecutor();
		executor.setCorePoolSize(1);
		executor.setThreadNamePrefix(DISGUISED);
		return executor;
	}

	@Bean(DEEP)
	ThreadPoolTaskExecutor deepExecutor() {
		ThreadPoolTaskExecutor executor = new ThreadPoolTaskExecutor();
		executor.setCorePoolSize(64);
		return executor;
	}

	@Bean(UNSEEN)
	ForkJoinPool unseenExecutor() {
		return new ForkJoinPool(1);
	}

	/**
	 * Submits one task that fails, and as many that run or wait until the end.
	 * @param executor executor of the application
	 * @param tasks how many
	 */
	public void work(ThreadPoolTaskExecutor executor, int tasks) {
		executor.submit(() -> {
			throw new IllegalStateException(MARKUP);
		});
		try (MDC.MDCCloseable customer = MDC.putCloseable(MDC_KEY, MARKUP)) {
			for (int i = 0; i < tasks; i++) {
				executor.execute(this::awaitEnd);
			}
		}
	}

	/**
	 * Submits a task that submits the next and waits, and so on.
	 * @param executor executor of the application
	 * @param levels how many
	 * @return ends them
	 */
	public AutoCloseable descend(ThreadPoolTaskExecutor executor, int levels) {
		CountDownLatch end = new CountDownLatch(1);
		executor.execute(() -> descend(executor, levels - 1, end));
		return end::countDown;
	}

	private void descend(ThreadPoolTaskExecutor executor, int levels, CountDownLatch end) {
		if (levels > 0) {
			executor.execute(() -> descend(executor, levels - 1, end));
		}
		try {
			end.await();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	private void awaitEnd() {
		try {
			this.done.await();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	@PreDestroy
	void end() {
		this.done.countDown();
	}

}
