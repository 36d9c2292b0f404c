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
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import org.springframework.core.task.AsyncTaskExecutor;

/**
 * Hands all kinds of code to an executor in all ways there are, and looks at what becomes
 * of it.
 */
final class ExecutorUse {

	private static final Map<String, @Nullable Supplier<Throwable>> ENDS = ends();

	private static final Pattern THREAD = Pattern.compile("-\\d+\\b");

	private final String name;

	private final Executor executor;

	private final Observation observation;

	private final List<String> uncaught = Collections.synchronizedList(new ArrayList<>());

	private ExecutorUse(String name, Executor executor, Observation observation) {
		this.name = name;
		this.executor = executor;
		this.observation = observation;
	}

	private static Map<String, @Nullable Supplier<Throwable>> ends() {
		Map<String, @Nullable Supplier<Throwable>> ends = new TreeMap<>();
		ends.put("success", null);
		ends.put("unchecked", Mishap.UNCHECKED);
		ends.put("checked", Mishap.CHECKED);
		ends.put("error", Mishap.ERROR);
		ends.put("interruption", Mishap.INTERRUPTION);
		return ends;
	}

	/**
	 * Uses an executor. What nobody catches is kept from the virtual machine meanwhile.
	 */
	static void observe(String name, Executor executor, Observation observation) throws Exception {
		ExecutorUse use = new ExecutorUse(name, executor, observation);
		Thread.UncaughtExceptionHandler before = Thread.getDefaultUncaughtExceptionHandler();
		Thread.setDefaultUncaughtExceptionHandler((thread, ex) -> use.uncaught.add(Words.failure(ex)));
		try {
			use.observe();
		}
		finally {
			Thread.setDefaultUncaughtExceptionHandler(before);
		}
	}

	private void observe() throws Exception {
		Errand first = new Errand(null);
		this.executor.execute(first);
		first.awaitRunner();
		this.observation.note(this.name + ": first thread", first.place());
		noteAnswer("no code", () -> {
			this.executor.execute(nothing());
			return "taken";
		});
		for (Map.Entry<String, @Nullable Supplier<Throwable>> end : ENDS.entrySet()) {
			noteExecuted(end.getKey(), end.getValue());
			noteStages(end.getKey(), end.getValue());
			if (this.executor instanceof ExecutorService service) {
				noteSubmitted(end.getKey(), end.getValue(), service::submit, service::submit);
				noteServed(end.getKey(), end.getValue(), service);
			}
			if (this.executor instanceof AsyncTaskExecutor async) {
				noteSubmitted(end.getKey(), end.getValue(), async::submit, async::submit);
				noteAnswer(end.getKey() + " completable",
						() -> async.submitCompletable((Callable<String>) errand(end.getValue())));
				noteAnswer(end.getKey() + " completable void",
						() -> async.submitCompletable((Runnable) errand(end.getValue())));
			}
		}
		if (this.executor instanceof ExecutorService service) {
			noteNulls(service);
			noteCancelled(service::submit);
		}
		if (this.executor instanceof AsyncTaskExecutor async) {
			noteCancelled(async::submit);
			noteNested(async);
		}
	}

	// As an application that does not check nullness
	@SuppressWarnings("NullAway")
	private static Runnable nothing() {
		return null;
	}

	private static Errand errand(@Nullable Supplier<Throwable> end) {
		return new Errand((end != null) ? end.get() : null);
	}

	private void noteExecuted(String end, @Nullable Supplier<Throwable> failure) throws Exception {
		Throwable thrown = (failure != null) ? failure.get() : null;
		Errand errand = new Errand(thrown);
		noteAnswer(end + " executed", () -> {
			this.executor.execute(errand);
			return "taken";
		});
		Thread runner = errand.awaitRunner();
		awaitEnd(runner, thrown);
		note(end + " executed on", (runner != null) ? errand.place() : Observation.IN_VAIN);
		note(end + " runs", errand.runs());
		note(end + " looked at", errand.looks());
		note(end + " not caught", List.copyOf(this.uncaught));
		this.uncaught.clear();
		if (thrown instanceof Mishap mishap && failure == Mishap.UNCHECKED) {
			note(end + " failure looked at", mishap.looks() > 0);
		}
	}

	// A thread that died has told of it when it is over; one that goes on has told before
	private void awaitEnd(@Nullable Thread runner, @Nullable Throwable thrown) throws Exception {
		if (runner == null || runner == Thread.currentThread()) {
			return;
		}
		Errand next = new Errand(null);
		this.executor.execute(next);
		if (next.awaitRunner() != runner && thrown != null) {
			runner.join(TimeUnit.SECONDS.toMillis(Observation.SECONDS));
		}
	}

	private void noteStages(String end, @Nullable Supplier<Throwable> failure) throws Exception {
		noteAnswer(end + " supplied", () -> CompletableFuture.supplyAsync(() -> errand(failure).call(), this.executor));
		noteAnswer(end + " run", () -> CompletableFuture.runAsync(errand(failure), this.executor));
		noteAnswer(end + " composed",
				() -> CompletableFuture.supplyAsync(() -> new Errand(null).call(), this.executor)
					.thenApplyAsync((value) -> errand(failure).call(), this.executor)
					.handleAsync((value, ex) -> Words.of(value) + Words.of(ex), this.executor));
		noteAnswer(end + " completed", () -> {
			ExecutorCompletionService<String> service = new ExecutorCompletionService<>(this.executor);
			Future<String> submitted = service.submit(errand(failure));
			Future<String> taken = service.poll(Observation.SECONDS, TimeUnit.SECONDS);
			return (submitted == taken) ? taken : Observation.IN_VAIN;
		});
	}

	private void noteSubmitted(String end, @Nullable Supplier<Throwable> failure, Submission<Callable<String>> calls,
			Submission<Runnable> runs) {
		noteAnswer(end + " submitted", () -> {
			Errand errand = errand(failure);
			Future<?> future = calls.submit(errand);
			String result = Observation.answer(() -> future);
			String text = (failure != null) ? "" : future.toString();
			return result + " by " + Words.of(future) + " " + state(future) + " " + text + " runs " + errand.runs()
					+ " looked at " + errand.looks();
		});
		noteAnswer(end + " submitted void", () -> runs.submit(errand(failure)));
		noteAnswer(end + " submitted privately", () -> calls.submit(() -> errand(failure).call()));
	}

	private void noteServed(String end, @Nullable Supplier<Throwable> failure, ExecutorService service) {
		noteAnswer(end + " submitted with result", () -> service.submit(errand(failure), "result"));
		noteAnswer(end + " invoked", () -> {
			List<String> results = new ArrayList<>();
			for (Future<String> future : service.invokeAll(List.of(errand(failure), new Errand(null)))) {
				results.add(state(future) + Observation.answer(() -> future));
			}
			return results;
		});
		noteAnswer(end + " invoked in time",
				() -> service.invokeAll(List.of(errand(failure)), Observation.SECONDS, TimeUnit.SECONDS).get(0));
		noteAnswer(end + " invoked any", () -> service.invokeAny(List.of(errand(failure))));
	}

	// The JDK words its complaints of arguments in many ways
	private void noteNulls(ExecutorService service) {
		noteComplaint("nothing submitted", () -> service.submit(nothing()));
		noteComplaint("nothing invoked", () -> service.invokeAll(List.of()).size());
		noteComplaint("none of nothing", () -> service.invokeAny(List.of()));
		Callable<String> errand = new Errand(null);
		noteComplaint("invoked with null", () -> service.invokeAll(Arrays.asList(errand, null)));
	}

	private void noteComplaint(String what, Callable<?> question) {
		noteAnswer(what, () -> {
			try {
				return question.call();
			}
			catch (NullPointerException | IllegalArgumentException ex) {
				return ex.getClass();
			}
		});
	}

	private void noteCancelled(Submission<Callable<String>> calls) {
		noteAnswer("cancelled while it runs", () -> {
			CountDownLatch running = new CountDownLatch(1);
			CountDownLatch release = new CountDownLatch(1);
			CompletableFuture<String> end = new CompletableFuture<>();
			Future<?> future = submitFromHere(calls, () -> {
				running.countDown();
				end.complete(interruptedBefore(release));
				return "unseen";
			});
			if (future == null) {
				return "runs where it is submitted";
			}
			running.await(Observation.SECONDS, TimeUnit.SECONDS);
			String cancelled = future.cancel(true) + state(future);
			release.countDown();
			return cancelled + Observation.answer(() -> future) + Observation.answer(() -> end) + future.cancel(true);
		});
		noteAnswer("after a cancellation", () -> calls.submit(new Errand(null)));
	}

	private @Nullable Future<?> submitFromHere(Submission<Callable<String>> calls, Callable<String> code) {
		Errand probe = new Errand(null);
		this.executor.execute(probe);
		try {
			return (probe.awaitRunner() != Thread.currentThread()) ? calls.submit(code) : null;
		}
		catch (Exception ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static String interruptedBefore(CountDownLatch release) {
		try {
			boolean released = release.await(Observation.SECONDS, TimeUnit.SECONDS);
			return (released ? "" : Observation.IN_VAIN) + Thread.interrupted();
		}
		catch (InterruptedException ex) {
			return "true";
		}
	}

	private void noteNested(AsyncTaskExecutor async) {
		noteAnswer("nested", () -> async.submit(() -> {
			Future<String> inner = async.submit((Callable<String>) new Errand(null));
			return "inner " + Words.of(inner);
		}));
	}

	private static String state(Future<?> future) {
		return (future.isCancelled() ? "cancelled" : "") + (future.isDone() ? "done" : "open");
	}

	// Which thread follows one that died is a matter of chance
	private void note(String what, @Nullable Object value) {
		this.observation.note(this.name + ": " + what, THREAD.matcher(Words.of(value)).replaceAll("-"));
	}

	private void noteAnswer(String what, Callable<?> question) {
		note(what, Observation.answer(question));
	}

	/**
	 * A way to submit code.
	 *
	 * @param <C> the type of the code
	 */
	interface Submission<C> {

		Future<?> submit(C code);

	}

}
