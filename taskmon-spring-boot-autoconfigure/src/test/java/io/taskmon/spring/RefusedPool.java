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

import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionHandler;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

import io.taskmon.task.EndedTask;
import io.taskmon.task.TaskOutcome;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * An application whose pool has one thread, which is busy, and a queue with a handler
 * behind it that each test chooses.
 */
final class RefusedPool implements AutoCloseable {

	private static Supplier<BlockingQueue<Runnable>> queues;

	private static RejectedExecutionHandler chosen;

	final TestApplication application;

	final ThreadPoolExecutor pool;

	final CountDownLatch release = new CountDownLatch(1);

	RefusedPool(Supplier<BlockingQueue<Runnable>> queue, RejectedExecutionHandler handler) throws Exception {
		queues = queue;
		chosen = handler;
		this.application = TestApplication.of(Beans.class);
		this.pool = this.application.bean("pool", ThreadPoolExecutor.class);
		CountDownLatch running = new CountDownLatch(1);
		this.pool.execute(() -> {
			running.countDown();
			Latches.awaitStubbornly(this.release);
		});
		Latches.await(running);
	}

	/**
	 * Lets everything run that can, and returns all tasks but the one that kept the
	 * thread busy.
	 */
	List<EndedTask> ended() {
		this.release.countDown();
		List<EndedTask> ended = this.application.ended();
		return ended.subList(1, ended.size());
	}

	List<TaskOutcome> outcomes() {
		return ended().stream().map(EndedTask::outcome).toList();
	}

	@Override
	public void close() {
		this.release.countDown();
		this.application.close();
	}

	@Configuration(proxyBeanMethods = false)
	static class Beans {

		@Bean(destroyMethod = "shutdownNow")
		ThreadPoolExecutor pool() {
			return new ThreadPoolExecutor(1, 1, 1, TimeUnit.MINUTES, queues.get(), chosen);
		}

		@Bean(destroyMethod = "shutdownNow")
		ThreadPoolExecutor backup() {
			return new ThreadPoolExecutor(1, 1, 1, TimeUnit.MINUTES, new LinkedBlockingQueue<>());
		}

	}

}
