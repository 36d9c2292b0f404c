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

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

/**
 * What the JDK promises of {@link ExecutorService}, {@link java.util.concurrent.Executor}
 * and {@link Future}.
 */
final class ServiceContract {

	private static final Runnable NO_CODE = null;

	private static final Callable<String> NO_CALL = null;

	private ServiceContract() {
	}

	static List<Sentence<ExecutorService>> sentences() {
		return List.of(new Sentence<>("execute: executes the command at some time in the future", (service) -> {
			Errand errand = new Errand(null);
			service.execute(errand);
			assertThat(errand.awaitRunner()).isNotNull();
			assertThat(errand.runs()).isOne();
		}), new Sentence<>("execute: throws NullPointerException if command is null",
				(service) -> assertThatNullPointerException().isThrownBy(() -> service.execute(NO_CODE))),
				new Sentence<>("execute: happens-before its execution begins", (service) -> {
					int[] plain = { 1 };
					assertThat(service.submit(() -> plain[0]).get()).isOne();
				}),
				new Sentence<>("submit(Runnable): get returns null upon successful completion",
						(service) -> assertThat(service.submit((Runnable) new Errand(null)).get()).isNull()),
				new Sentence<>("submit(Runnable, T): get returns the given result upon successful completion",
						(service) -> assertThat(service.submit(new Errand(null), "result").get()).isEqualTo("result")),
				new Sentence<>("submit(Callable): get returns the task's result upon successful completion",
						(service) -> assertThat(service.submit(() -> "result").get()).isEqualTo("result")),
				new Sentence<>("submit: throws NullPointerException if the task is null", (service) -> {
					assertThatNullPointerException().isThrownBy(() -> service.submit(NO_CODE));
					assertThatNullPointerException().isThrownBy(() -> service.submit(NO_CODE, "result"));
					assertThatNullPointerException().isThrownBy(() -> service.submit(NO_CALL));
				}),
				new Sentence<>("get: throws ExecutionException if the computation threw an exception", (service) -> {
					Mishap mishap = new Mishap();
					assertThatExceptionOfType(ExecutionException.class)
						.isThrownBy(() -> service.submit((Callable<String>) new Errand(mishap)).get())
						.satisfies((ex) -> assertThat(ex.getCause() == mishap).isTrue());
				}),
				new Sentence<>("get: throws InterruptedException if the current thread was interrupted while waiting",
						(service) -> {
							CountDownLatch release = new CountDownLatch(1);
							Future<?> future = service
								.submit(() -> release.await(Observation.SECONDS, TimeUnit.SECONDS));
							Thread.currentThread().interrupt();
							assertThatExceptionOfType(InterruptedException.class).isThrownBy(future::get);
							assertThat(Thread.interrupted()).isFalse();
							release.countDown();
						}),
				new Sentence<>("get: throws TimeoutException if the wait timed out", (service) -> {
					CountDownLatch release = new CountDownLatch(1);
					Future<?> future = service.submit(() -> release.await(Observation.SECONDS, TimeUnit.SECONDS));
					assertThatExceptionOfType(TimeoutException.class)
						.isThrownBy(() -> future.get(1, TimeUnit.NANOSECONDS));
					release.countDown();
				}), new Sentence<>("cancel: has no effect if the task is already completed", (service) -> {
					Future<String> future = service.submit(() -> "result");
					future.get();
					assertThat(future.cancel(true)).isFalse();
					assertThat(future.isCancelled()).isFalse();
				}), new Sentence<>("cancel: if the task has not started, it never runs", (service) -> {
					CountDownLatch release = occupy(service);
					Errand errand = new Errand(null);
					Future<String> future = service.submit((Callable<String>) errand);
					assertThat(future.cancel(false)).isTrue();
					release.countDown();
					service.submit(() -> "after").get();
					assertThat(errand.runs()).isZero();
				}), new Sentence<>("cancel: isDone and isCancelled return true afterwards, get throws", (service) -> {
					CountDownLatch release = occupy(service);
					Future<String> future = service.submit(() -> "result");
					assertThat(future.isDone()).isFalse();
					future.cancel(true);
					assertThat(future.isDone() && future.isCancelled()).isTrue();
					assertThatExceptionOfType(CancellationException.class).isThrownBy(future::get);
					release.countDown();
				}), new Sentence<>("cancel: if it may interrupt, the executing thread is interrupted", (service) -> {
					CountDownLatch running = new CountDownLatch(1);
					CountDownLatch interrupted = new CountDownLatch(1);
					Future<?> future = service.submit(() -> hold(running, interrupted));
					await(running);
					assertThat(future.cancel(true)).isTrue();
					await(interrupted);
				}), new Sentence<>("shutdown: previously submitted tasks are executed", (service) -> {
					CountDownLatch release = occupy(service);
					Future<String> future = service.submit(() -> "result");
					service.shutdown();
					release.countDown();
					assertThat(future.get(Observation.SECONDS, TimeUnit.SECONDS)).isEqualTo("result");
				}), new Sentence<>("shutdown: no new tasks are accepted", (service) -> {
					service.shutdown();
					assertRejects(service);
				}), new Sentence<>("shutdown: has no additional effect if already shut down", (service) -> {
					service.shutdown();
					service.shutdown();
					assertThat(service.isShutdown()).isTrue();
				}), new Sentence<>("shutdownNow: halts waiting tasks, and returns them", (service) -> {
					CountDownLatch release = occupy(service);
					Future<?> future = service.submit((Callable<String>) new Errand(null));
					List<Runnable> unrun = service.shutdownNow();
					assertThat(unrun).hasSize(1);
					assertThat(future.isDone()).isFalse();
					release.countDown();
					unrun.get(0).run();
					assertThat(future.isDone()).isTrue();
				}), new Sentence<>("shutdownNow: attempts to stop actively executing tasks", (service) -> {
					CountDownLatch running = new CountDownLatch(1);
					CountDownLatch interrupted = new CountDownLatch(1);
					service.execute(() -> hold(running, interrupted));
					await(running);
					service.shutdownNow();
					await(interrupted);
					assertRejects(service);
				}), new Sentence<>("isTerminated: never true unless shut down", (service) -> {
					assertThat(service.isShutdown() || service.isTerminated()).isFalse();
					CountDownLatch release = occupy(service);
					service.shutdown();
					assertThat(service.isShutdown()).isTrue();
					assertThat(service.isTerminated()).isFalse();
					release.countDown();
				}), new Sentence<>("awaitTermination: true if the executor terminated, false if the time elapsed",
						(service) -> {
							assertThat(service.awaitTermination(1, TimeUnit.MILLISECONDS)).isFalse();
							service.shutdown();
							assertThat(service.awaitTermination(Observation.SECONDS, TimeUnit.SECONDS)).isTrue();
							assertThat(service.isTerminated()).isTrue();
						}),
				new Sentence<>("awaitTermination: throws InterruptedException if interrupted while waiting",
						(service) -> {
							Thread.currentThread().interrupt();
							assertThatExceptionOfType(InterruptedException.class)
								.isThrownBy(() -> service.awaitTermination(Observation.SECONDS, TimeUnit.SECONDS));
						}),
				new Sentence<>("invokeAll: returns the futures in the order of the tasks, each done", (service) -> {
					List<Future<String>> futures = service
						.invokeAll(List.<Callable<String>>of(() -> "one", new Errand(new Mishap()), () -> "three"));
					assertThat(futures).hasSize(3).allMatch(Future::isDone);
					assertThat(futures.get(0).get() + futures.get(2).get()).isEqualTo("onethree");
					assertThatExceptionOfType(ExecutionException.class).isThrownBy(futures.get(1)::get);
				}),
				new Sentence<>("invokeAll: throws NullPointerException if any task is null, and cancels the others",
						(service) -> assertThatNullPointerException()
							.isThrownBy(() -> service.invokeAll(Arrays.asList(() -> "one", NO_CALL)))),
				new Sentence<>("invokeAll: upon the time-out, tasks that have not completed are cancelled",
						(service) -> {
							CountDownLatch release = new CountDownLatch(1);
							List<Future<Boolean>> futures = service.invokeAll(
									List.of(() -> release.await(Observation.SECONDS, TimeUnit.SECONDS)), 1,
									TimeUnit.MILLISECONDS);
							assertThat(futures.get(0).isCancelled()).isTrue();
						}),
				new Sentence<>("invokeAny: returns the result of one that has completed successfully",
						(service) -> assertThat(
								service.invokeAny(List.of((Callable<String>) new Errand(new Mishap()), () -> "result")))
							.isEqualTo("result")),
				new Sentence<>("invokeAny: throws ExecutionException if no task successfully completes",
						(service) -> assertThatExceptionOfType(ExecutionException.class)
							.isThrownBy(() -> service.invokeAny(List.of((Callable<String>) new Errand(new Mishap()))))),
				new Sentence<>("invokeAny: throws IllegalArgumentException if tasks is empty",
						(service) -> assertThatExceptionOfType(IllegalArgumentException.class)
							.isThrownBy(() -> service.invokeAny(List.of()))),
				new Sentence<>("invokeAny: throws NullPointerException if tasks or any element is null", (service) -> {
					assertThatNullPointerException().isThrownBy(() -> service.invokeAny(null));
					assertThatNullPointerException()
						.isThrownBy(() -> service.invokeAny(Arrays.asList((Callable<String>) null)));
				}), new Sentence<>("invokeAny: throws TimeoutException if the time elapses before any completes",
						(service) -> {
							CountDownLatch release = new CountDownLatch(1);
							assertThatExceptionOfType(TimeoutException.class).isThrownBy(() -> service.invokeAny(
									List.of(() -> release.await(Observation.SECONDS, TimeUnit.SECONDS)), 1,
									TimeUnit.MILLISECONDS));
						}),
				new Sentence<>("a task that fails leaves the executor usable", (service) -> {
					service.submit((Runnable) new Errand(new Mishap()));
					assertThat(service.submit(() -> "result").get()).isEqualTo("result");
				}));
	}

	static CountDownLatch occupy(ExecutorService service) throws Exception {
		CountDownLatch running = new CountDownLatch(1);
		CountDownLatch release = new CountDownLatch(1);
		service.execute(() -> {
			running.countDown();
			try {
				release.await(Observation.SECONDS, TimeUnit.SECONDS);
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
			}
		});
		await(running);
		return release;
	}

	private static void hold(CountDownLatch running, CountDownLatch interrupted) {
		running.countDown();
		try {
			new CountDownLatch(1).await(Observation.SECONDS, TimeUnit.SECONDS);
		}
		catch (InterruptedException ex) {
			interrupted.countDown();
		}
	}

	private static void assertRejects(ExecutorService service) {
		assertThatExceptionOfType(RejectedExecutionException.class).isThrownBy(() -> service.execute(new Errand(null)));
		assertThatExceptionOfType(RejectedExecutionException.class).isThrownBy(() -> service.submit(() -> "result"));
	}

	static void await(CountDownLatch latch) throws InterruptedException {
		assertThat(latch.await(Observation.SECONDS, TimeUnit.SECONDS)).isTrue();
	}

}
