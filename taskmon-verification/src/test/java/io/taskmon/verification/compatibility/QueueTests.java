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

package io.taskmon.verification.compatibility;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;

import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.task.support.ExecutorServiceAdapter;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;

/**
 * What waits in queues, what is taken out of them, and what executors give back unrun are
 * the same objects as without taskmon, or cannot be told from them.
 */
class QueueTests {

	private final Laboratory laboratory = new Laboratory(Application.class);

	@Test
	void queuesShowTheSame() throws Exception {
		this.laboratory.assertSameWithAndWithout((application, observation) -> {
			for (Map.Entry<String, Executor> bean : new TreeMap<>(application.getBeansOfType(Executor.class))
				.entrySet()) {
				ThreadPoolExecutor pool = poolOf(bean.getValue());
				if (pool != null) {
					observeQueue(bean.getKey(), bean.getValue(), pool, observation);
				}
			}
		});
	}

	@Test
	void executorsGiveBackTheSame() throws Exception {
		this.laboratory.assertSameWithAndWithout((application, observation) -> {
			for (Map.Entry<String, ExecutorService> bean : new TreeMap<>(
					application.getBeansOfType(ExecutorService.class))
				.entrySet()) {
				if (!(bean.getValue() instanceof ExecutorServiceAdapter)) {
					observeEnd(bean.getKey(), bean.getValue(), observation);
				}
			}
		});
	}

	@Test
	void closedExecutorsLeaveTheSame() throws Exception {
		this.laboratory.assertSameWithAndWithout((application, observation) -> {
			for (ThreadPoolTaskExecutor pool : application.getBeansOfType(ThreadPoolTaskExecutor.class).values()) {
				CountDownLatch running = new CountDownLatch(1);
				CompletableFuture<String> end = new CompletableFuture<>();
				Future<?> first = pool.submit(() -> end.complete(heldUp(running)));
				running.await(Observation.SECONDS, TimeUnit.SECONDS);
				Future<?> second = pool.submit((Callable<String>) new Errand(null));
				Future<?> third = pool.submitCompletable((Callable<String>) new Errand(null));
				pool.shutdown();
				String name = pool.getThreadNamePrefix();
				observation.noteAnswer(name + " interrupts", () -> end);
				observation.noteAnswer(name + " first", () -> Observation.answer(() -> first) + first.isDone());
				observation.noteAnswer(name + " second", () -> second.isCancelled() + Observation.answer(second::get));
				observation.noteAnswer(name + " third", third::isDone);
				observation.note(name + " ends",
						pool.getThreadPoolExecutor().awaitTermination(Observation.SECONDS, TimeUnit.SECONDS));
				observation.note(name + " takes no more", steady(Observation.answer(() -> pool.submit(() -> "ran"))));
				observation.note(name + " executes no more", steady(Observation.answer(() -> {
					pool.execute(new Errand(null));
					return "taken";
				})));
			}
		});
	}

	private static void observeQueue(String name, Executor executor, ThreadPoolExecutor pool, Observation observation)
			throws Exception {
		CountDownLatch running = new CountDownLatch(1);
		CountDownLatch release = new CountDownLatch(1);
		Errand errand = new Errand(null);
		Errand removed = new Errand(null);
		executor.execute(() -> {
			running.countDown();
			await(release);
		});
		await(running);
		executor.execute(errand);
		executor.execute(removed);
		executor.execute(() -> errand.run());
		Future<?> future = pool.submit((Callable<String>) errand);
		CompletableFuture<Void> stage = CompletableFuture.runAsync(errand, executor);
		List<Runnable> queued = new ArrayList<>(pool.getQueue());
		observation.note(name + ": queued", queued);
		observation.note(name + ": size", pool.getQueue().size());
		observation.note(name + ": room", pool.getQueue().remainingCapacity());
		observation.note(name + ": first", pool.getQueue().peek());
		observation.note(name + ": holds errand", pool.getQueue().contains(errand));
		observation.note(name + ": holds future", pool.getQueue().contains(future));
		observation.note(name + ": is errand", !queued.isEmpty() && queued.get(0) == errand);
		observation.note(name + ": errand first", queued.indexOf(errand));
		observation.note(name + ": future last", queued.indexOf(future));
		observation.note(name + ": array", List.of(pool.getQueue().toArray()));
		observation.note(name + ": removes", pool.remove(removed));
		observation.note(name + ": removes again", pool.remove(removed));
		observation.note(name + ": removes from queue", pool.getQueue().remove(errand));
		observation.note(name + ": cancels", future.cancel(false));
		pool.purge();
		observation.note(name + ": left", pool.getQueue());
		observation.note(name + ": text", pool.toString());
		List<Runnable> drained = new ArrayList<>();
		observation.note(name + ": drains", pool.getQueue().drainTo(drained));
		observation.note(name + ": drained", drained);
		drained.forEach(Runnable::run);
		observation.note(name + ": ran", errand.runs());
		observation.note(name + ": stage", stage.isDone());
		release.countDown();
	}

	private static void observeEnd(String name, ExecutorService service, Observation observation) throws Exception {
		CountDownLatch running = new CountDownLatch(1);
		CompletableFuture<String> end = new CompletableFuture<>();
		service.execute(() -> end.complete(heldUp(running)));
		await(running);
		if (end.isDone()) {
			return;
		}
		Errand errand = new Errand(null);
		// Others have a thread for each task
		if (!name.contains("cached") && !name.contains("PerTask")) {
			service.execute(errand);
			service.execute(() -> errand.run());
		}
		List<Runnable> unrun = service.shutdownNow();
		observation.note(name + ": gives back", unrun);
		observation.note(name + ": gives back errand", unrun.contains(errand));
		observation.noteAnswer(name + ": interrupts", () -> end);
		observation.noteAnswer(name + ": ends", () -> service.awaitTermination(Observation.SECONDS, TimeUnit.SECONDS)
				+ "" + service.isShutdown() + service.isTerminated());
		unrun.forEach(Runnable::run);
		observation.note(name + ": ran", errand.runs());
		observation.note(name + ": takes no more",
				steady(Observation.answer(() -> service.submit((Callable<String>) errand))));
		observation.note(name + ": executes no more", steady(Observation.answer(() -> {
			service.execute(errand);
			return "taken";
		})));
	}

	// A pool's text counts the last worker of a pool that has just terminated, or does
	// not
	private static String steady(String text) {
		return text.replaceAll("\\[(Shutting down|Terminated), pool size = \\d+", "[ended");
	}

	private static ThreadPoolExecutor poolOf(Executor executor) {
		if (executor instanceof ThreadPoolTaskExecutor spring) {
			return spring.getThreadPoolExecutor();
		}
		if (executor instanceof ThreadPoolTaskScheduler spring) {
			return spring.getScheduledThreadPoolExecutor();
		}
		boolean narrow = executor instanceof ThreadPoolExecutor pool && pool.getMaximumPoolSize() == 1;
		return narrow ? (ThreadPoolExecutor) executor : null;
	}

	private static String heldUp(CountDownLatch running) {
		running.countDown();
		try {
			return new CountDownLatch(1).await(Observation.SECONDS, TimeUnit.SECONDS) ? "" : Observation.IN_VAIN;
		}
		catch (InterruptedException ex) {
			return "interrupted";
		}
	}

	private static void await(CountDownLatch latch) {
		try {
			if (!latch.await(Observation.SECONDS, TimeUnit.SECONDS)) {
				throw new IllegalStateException(Observation.IN_VAIN);
			}
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	@Configuration(proxyBeanMethods = false)
	@Import({ ExecutorBeans.class, VirtualThreadBeans.class })
	static class Application {

	}

}
