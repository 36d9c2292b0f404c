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

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Delayed;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

/**
 * What the JDK promises of {@link ScheduledExecutorService} and {@link ScheduledFuture},
 * beyond {@link ServiceContract}.
 */
final class ScheduleContract {

	private static final Runnable NO_CODE = null;

	private static final Callable<String> NO_CALL = null;

	private static final TimeUnit NO_UNIT = null;

	private ScheduleContract() {
	}

	static List<Sentence<ScheduledExecutorService>> sentences() {
		return List.of(
				new Sentence<>("schedule(Runnable): get returns null upon completion",
						(service) -> assertThat(
								service.schedule((Runnable) new Errand(null), 1, TimeUnit.MILLISECONDS).get())
							.isNull()),
				new Sentence<>("schedule(Callable): extracts the result",
						(service) -> assertThat(service.schedule(() -> "result", 1, TimeUnit.MILLISECONDS).get())
							.isEqualTo("result")),
				new Sentence<>("schedule: zero and negative delays are immediate",
						(service) -> assertThat(service.schedule(() -> "result", -1, TimeUnit.HOURS).get())
							.isEqualTo("result")),
				new Sentence<>("schedule: throws NullPointerException if command or unit is null", (service) -> {
					assertThatNullPointerException().isThrownBy(() -> service.schedule(NO_CODE, 0, TimeUnit.HOURS));
					assertThatNullPointerException().isThrownBy(() -> service.schedule(NO_CALL, 0, TimeUnit.HOURS));
					assertThatNullPointerException().isThrownBy(() -> service.schedule(() -> "result", 0, NO_UNIT));
					assertThatNullPointerException()
						.isThrownBy(() -> service.scheduleAtFixedRate(NO_CODE, 0, 1, TimeUnit.HOURS));
					assertThatNullPointerException()
						.isThrownBy(() -> service.scheduleWithFixedDelay(new Errand(null), 0, 1, NO_UNIT));
				}), new Sentence<>("scheduleAtFixedRate: throws IllegalArgumentException if period is not positive",
						(service) -> {
							assertThatIllegalArgumentException()
								.isThrownBy(() -> service.scheduleAtFixedRate(new Errand(null), 0, 0, TimeUnit.HOURS));
							assertThatIllegalArgumentException().isThrownBy(
									() -> service.scheduleWithFixedDelay(new Errand(null), 0, -1, TimeUnit.HOURS));
						}),
				new Sentence<>("scheduleAtFixedRate: continues until the returned future is cancelled", (service) -> {
					CountDownLatch runs = new CountDownLatch(3);
					ScheduledFuture<?> future = service.scheduleAtFixedRate(runs::countDown, 0, 1,
							TimeUnit.MILLISECONDS);
					ServiceContract.await(runs);
					assertThat(future.isDone()).isFalse();
					assertThat(future.cancel(false)).isTrue();
					assertThatExceptionOfType(CancellationException.class).isThrownBy(future::get);
				}),
				new Sentence<>("scheduleAtFixedRate: an exception suppresses subsequent executions, and get throws it",
						(service) -> {
							AtomicInteger runs = new AtomicInteger();
							Mishap mishap = new Mishap();
							ScheduledFuture<?> future = service.scheduleAtFixedRate(() -> {
								if (runs.incrementAndGet() == 2) {
									throw mishap;
								}
							}, 0, 1, TimeUnit.MILLISECONDS);
							assertThatExceptionOfType(ExecutionException.class)
								.isThrownBy(() -> future.get(Observation.SECONDS, TimeUnit.SECONDS))
								.satisfies((ex) -> assertThat(ex.getCause() == mishap).isTrue());
							service.schedule(() -> "after", 5, TimeUnit.MILLISECONDS).get();
							assertThat(runs).hasValue(2);
						}),
				new Sentence<>("scheduleAtFixedRate: executions do not overlap", (service) -> {
					AtomicInteger inside = new AtomicInteger();
					AtomicInteger most = new AtomicInteger();
					CountDownLatch runs = new CountDownLatch(3);
					ScheduledFuture<?> future = service.scheduleAtFixedRate(() -> {
						most.accumulateAndGet(inside.incrementAndGet(), Math::max);
						inside.decrementAndGet();
						runs.countDown();
					}, 0, 1, TimeUnit.NANOSECONDS);
					ServiceContract.await(runs);
					future.cancel(true);
					assertThat(most).hasValue(1);
				}),
				new Sentence<>("scheduleWithFixedDelay: an exception suppresses subsequent executions", (service) -> {
					Errand errand = new Errand(new Mishap());
					ScheduledFuture<?> future = service.scheduleWithFixedDelay(errand, 0, 1, TimeUnit.MILLISECONDS);
					assertThatExceptionOfType(ExecutionException.class)
						.isThrownBy(() -> future.get(Observation.SECONDS, TimeUnit.SECONDS));
					assertThat(errand.runs()).isOne();
				}), new Sentence<>("getDelay: the remaining delay", (service) -> {
					ScheduledFuture<?> future = service.schedule(() -> "result", 1, TimeUnit.HOURS);
					assertThat(future.getDelay(TimeUnit.MINUTES)).isBetween(50L, 60L);
				}), new Sentence<>("compareTo: in the order of delays", (service) -> {
					ScheduledFuture<?> sooner = service.schedule(() -> "sooner", 1, TimeUnit.HOURS);
					ScheduledFuture<?> later = service.schedule(() -> "later", 2, TimeUnit.HOURS);
					assertThat(sooner.compareTo(later)).isNegative();
					assertThat(later.compareTo(sooner)).isPositive();
					Delayed same = later;
					assertThat(later.compareTo(same)).isZero();
				}), new Sentence<>("tasks of the same time run in the order of submission", (service) -> {
					CountDownLatch release = ServiceContract.occupy(service);
					StringBuffer order = new StringBuffer();
					service.execute(() -> order.append('1'));
					service.execute(() -> order.append('2'));
					service.submit(() -> order.append('3'));
					release.countDown();
					service.schedule(() -> "after", 1, TimeUnit.MILLISECONDS).get();
					assertThat(order).hasToString("123");
				}), new Sentence<>("cancelled before its time, it never runs", (service) -> {
					CountDownLatch release = ServiceContract.occupy(service);
					Errand errand = new Errand(null);
					ScheduledFuture<?> future = service.schedule((Runnable) errand, 0, TimeUnit.MILLISECONDS);
					assertThat(future.cancel(false)).isTrue();
					release.countDown();
					service.schedule(() -> "after", 1, TimeUnit.MILLISECONDS).get();
					assertThat(errand.runs()).isZero();
				}), new Sentence<>("shutdown: delayed tasks run by default, periodic ones are cancelled", (service) -> {
					ScheduledFuture<String> delayed = service.schedule(() -> "delayed", 5, TimeUnit.MILLISECONDS);
					ScheduledFuture<?> periodic = service.scheduleAtFixedRate(new Errand(null), 1, 1, TimeUnit.HOURS);
					service.shutdown();
					assertThat(delayed.get(Observation.SECONDS, TimeUnit.SECONDS)).isEqualTo("delayed");
					assertThat(periodic.isCancelled()).isTrue();
					assertThatExceptionOfType(RejectedExecutionException.class)
						.isThrownBy(() -> service.schedule(() -> "late", 0, TimeUnit.HOURS));
				}),
				new Sentence<>("shutdownNow: returns delayed and periodic tasks, each a ScheduledFuture", (service) -> {
					service.schedule(() -> "delayed", 1, TimeUnit.HOURS);
					service.scheduleAtFixedRate(new Errand(null), 1, 1, TimeUnit.HOURS);
					assertThat(service.shutdownNow()).hasSize(2).allMatch(ScheduledFuture.class::isInstance);
				}));
	}

}
