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

package io.taskmon.verification.chaos;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import org.springframework.context.ApplicationContext;
import org.springframework.core.task.AsyncTaskExecutor;
import org.springframework.scheduling.TaskScheduler;

/**
 * What the application sees of all that becomes of its tasks. The same each time, unless
 * somebody meddles.
 */
final class Host {

	/**
	 * What is seen where it was waited for in vain.
	 */
	static final String NOTHING = "nothing";

	private static final int SECONDS = 30;

	private static final int DEEP = 3_000;

	private static final long BIG_STACK = 64 * 1024 * 1024;

	private final ApplicationContext application;

	private final BlockingQueue<String> uncaught;

	private final Map<String, String> seen = new TreeMap<>();

	private Host(ApplicationContext application) {
		this.application = application;
		this.uncaught = application.getBean(HostApplication.Uncaught.class).seen();
		this.uncaught.clear();
	}

	/**
	 * Lets the application do all that it does.
	 * @return what became of it, by what it did
	 */
	static Map<String, String> observe(ApplicationContext application) throws Exception {
		Host host = new Host(application);
		for (Mishap mishap : Mishap.values()) {
			host.observe(mishap);
		}
		host.observeNested();
		host.observeDeep();
		host.observeCancellations();
		host.observeRejections();
		host.observeSchedules();
		return host.seen;
	}

	private void observe(Mishap mishap) throws Exception {
		HostApplication.Service service = this.application.getBean(HostApplication.Service.class);
		note(mishap + " asynchronous future", () -> service.future(mishap));
		note(mishap + " asynchronous completable", () -> service.completable(mishap));
		note(mishap + " asynchronous on a thread", () -> service.onThread(mishap));
		service.nothing(mishap, this.uncaught);
		noteNext(mishap + " asynchronous void");
		for (String name : List.of("pool", "decorated", "threads", "scheduler", "simpleScheduler")) {
			AsyncTaskExecutor executor = this.application.getBean(name, AsyncTaskExecutor.class);
			note(mishap + " submitted to " + name, () -> executor.submit(mishap));
			if ("null".equals(this.seen.get(mishap + " submitted to " + name))) {
				// The scheduler's error handler was told instead
				noteNext(mishap + " told to " + name);
			}
			note(mishap + " completable of " + name, () -> executor.submitCompletable(mishap));
		}
		for (String name : List.of("service", "scheduledService")) {
			ExecutorService executor = this.application.getBean(name, ExecutorService.class);
			note(mishap + " submitted to " + name, () -> executor.submit(mishap));
			note(mishap + " invoked on " + name,
					() -> executor.invokeAll(List.of(mishap), SECONDS, TimeUnit.SECONDS).get(0));
		}
		for (String name : List.of("pool", "decorated", "threads", "service")) {
			Executor executor = this.application.getBean(name, Executor.class);
			executor.execute(() -> this.uncaught.add(callSneakily(mishap)));
			noteNext(mishap + " executed on " + name);
		}
		for (String name : List.of("scheduler", "simpleScheduler")) {
			TaskScheduler scheduler = this.application.getBean(name, TaskScheduler.class);
			scheduler.schedule(() -> this.uncaught.add(callSneakily(mishap)), Instant.now());
			noteNext(mishap + " scheduled on " + name);
		}
	}

	private void observeNested() {
		HostApplication.Service service = this.application.getBean(HostApplication.Service.class);
		AsyncTaskExecutor threads = this.application.getBean("threads", AsyncTaskExecutor.class);
		note("nested", () -> threads.submit(() -> get(service.completable(() -> get(threads.submit(Mishap.NONE))))));
		note("nested failure", () -> threads.submit(() -> get(service.completable(Mishap.STACK_OVERFLOW))));
		note("composed",
				() -> service.completable(Mishap.NONE)
					.thenCompose((value) -> threads.submitCompletable(() -> value + " and on"))
					.thenApplyAsync((value) -> value + " and on", threads));
	}

	// Deeper than the JVM shows stacks
	private void observeDeep() throws Exception {
		HostApplication.Service service = this.application.getBean(HostApplication.Service.class);
		AsyncTaskExecutor pool = this.application.getBean("pool", AsyncTaskExecutor.class);
		Thread thread = new Thread(null, () -> at(DEEP, () -> {
			note("submitted from the deep", () -> pool.submit(Mishap.NONE));
			note("called from the deep", () -> service.completable(Mishap.EXCEPTION));
			note("cancelled from the deep", () -> {
				Future<?> future = pool.submit(() -> await(new CountDownLatch(1)));
				return future.cancel(true) + state(future);
			});
		}), "deep", BIG_STACK);
		thread.start();
		thread.join();
		note("run in the deep", () -> pool.submit(() -> deep(DEEP / 10)));
	}

	private static void at(int depth, Runnable code) {
		if (depth > 0) {
			at(depth - 1, code);
		}
		else {
			code.run();
		}
	}

	private static String deep(int depth) throws Exception {
		return (depth > 0) ? deep(depth - 1) : Mishap.NONE.call();
	}

	private void observeCancellations() {
		HostApplication.Service service = this.application.getBean(HostApplication.Service.class);
		for (String name : List.of("pool", "decorated", "threads", "service", "scheduler")) {
			note("cancelled while it runs on " + name, () -> {
				CountDownLatch running = new CountDownLatch(1);
				CompletableFuture<String> end = new CompletableFuture<>();
				Future<?> future = submit(name, () -> {
					running.countDown();
					return end.complete(await(new CountDownLatch(1)));
				});
				await(running);
				return future.cancel(true) + state(future) + get(end);
			});
		}
		note("completable cancelled", () -> {
			CountDownLatch running = new CountDownLatch(1);
			CountDownLatch release = new CountDownLatch(1);
			CompletableFuture<String> end = new CompletableFuture<>();
			Future<String> future = service.completable(() -> {
				running.countDown();
				end.complete(await(release));
				return "unseen";
			});
			await(running);
			String cancelled = future.cancel(true) + state(future);
			release.countDown();
			return cancelled + get(end);
		});
	}

	private Future<?> submit(String name, Callable<?> code) {
		Object executor = this.application.getBean(name);
		return (executor instanceof AsyncTaskExecutor async) ? async.submit(code)
				: ((ExecutorService) executor).submit(code);
	}

	private void observeRejections() {
		AsyncTaskExecutor narrow = this.application.getBean("narrow", AsyncTaskExecutor.class);
		CountDownLatch running = new CountDownLatch(1);
		CountDownLatch release = new CountDownLatch(1);
		List<Future<?>> futures = new ArrayList<>();
		futures.add(narrow.submit(() -> {
			running.countDown();
			return await(release);
		}));
		await(running);
		futures.add(narrow.submit(Mishap.NONE));
		note("refused", () -> narrow.submit(Mishap.NONE));
		note("refused completable", () -> narrow.submitCompletable(Mishap.NONE));
		note("refused code", () -> {
			narrow.execute(() -> this.uncaught.add("must not run"));
			return "accepted";
		});
		note("cancelled in the queue", () -> futures.get(1).cancel(false) + state(futures.get(1)));
		release.countDown();
		note("held", () -> futures.get(0));
	}

	private void observeSchedules() {
		for (String name : List.of("scheduler", "simpleScheduler")) {
			TaskScheduler scheduler = this.application.getBean(name, TaskScheduler.class);
			note("repeated on " + name, () -> {
				CountDownLatch runs = new CountDownLatch(3);
				Future<?> future = scheduler.scheduleAtFixedRate(runs::countDown, Duration.ofMillis(1));
				return await(runs) + future.cancel(false) + state(future);
			});
		}
		ScheduledExecutorService service = this.application.getBean(ScheduledExecutorService.class);
		note("repeated until it fails", () -> {
			CountDownLatch runs = new CountDownLatch(3);
			return service.scheduleWithFixedDelay(() -> {
				runs.countDown();
				if (runs.getCount() == 0) {
					throw new NoClassDefFoundError("the third time");
				}
			}, 1, 1, TimeUnit.MILLISECONDS);
		});
	}

	private void note(String what, Callable<?> question) {
		this.seen.put(what, answer(question));
	}

	private void noteNext(String what) throws InterruptedException {
		String next = this.uncaught.poll(SECONDS, TimeUnit.SECONDS);
		this.seen.put(what, (next != null) ? next : NOTHING);
	}

	private static String answer(Callable<?> question) {
		try {
			Object answer = question.call();
			return String.valueOf((answer instanceof Future<?> future) ? get(future) : answer);
		}
		catch (Throwable ex) {
			StringBuilder chain = new StringBuilder();
			for (Throwable next = ex; next != null; next = next.getCause()) {
				chain.append(next.getClass().getName()).append(' ');
			}
			return chain.toString();
		}
	}

	private static String state(Future<?> future) {
		return (future.isCancelled() ? " cancelled" : "") + (future.isDone() ? " done " : " open ");
	}

	private static <T> T get(Future<T> future) throws Exception {
		return future.get(SECONDS, TimeUnit.SECONDS);
	}

	private static String await(CountDownLatch latch) {
		try {
			return latch.await(SECONDS, TimeUnit.SECONDS) ? "went on " : "waited in vain ";
		}
		catch (InterruptedException ex) {
			return "interrupted ";
		}
	}

	private static String callSneakily(Callable<String> code) {
		try {
			return code.call();
		}
		catch (Exception ex) {
			throw Host.<RuntimeException>sneaky(ex);
		}
	}

	@SuppressWarnings("unchecked")
	private static <T extends Throwable> T sneaky(Throwable throwable) throws T {
		throw (T) throwable;
	}

}
