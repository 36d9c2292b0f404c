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

package io.taskmon.executor.submission;

import java.util.List;
import java.util.concurrent.Delayed;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RunnableScheduledFuture;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BiConsumer;

import io.taskmon.TaskMonitor;
import io.taskmon.read.TaskQuery;
import io.taskmon.task.CaptureSettings;
import io.taskmon.task.EndedTask;
import io.taskmon.task.Limits;
import io.taskmon.task.TaskOutcome;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Code whose scheduler gives it up before the submitting thread has come to say what it
 * was.
 */
class SchedulesTests {

	private final TaskMonitor monitor = new TaskMonitor(Limits.DEFAULTS, CaptureSettings.DEFAULTS,
			(activity, fault) -> {
				throw new AssertionError(activity, fault);
			});

	@Test
	void codeThatIsWithdrawnWhileItIsSubmittedIsDiscarded() throws Exception {
		assertDiscarded((schedules, future) -> schedules.withdrawn(List.of((Runnable) future)),
				"withdrawn by shutdownNow()");
	}

	@Test
	void codeThatIsRemovedWhileItIsSubmittedIsDiscarded() throws Exception {
		assertDiscarded((schedules, future) -> schedules.removed((Runnable) future, true), "removed from the queue");
	}

	@Test
	void whatTheSchedulerHasInItsQueueIsNeverAskedWhatEqualsIt() {
		try (Peculiar scheduler = new Peculiar()) {
			Schedules schedules = new Schedules(
					TrackingContext.of(this.monitor.tracker(), this.monitor.executors(), this.monitor.application()),
					"scheduler", scheduler);
			schedules.submit(() -> {
			});
			assertThat(schedules.withdrawn(scheduler.shutdownNow())).hasSize(1);
			assertThat(this.monitor.reader().ended(TaskQuery.ALL).tasks()).singleElement()
				.matches((task) -> task.outcome() == TaskOutcome.DISCARDED);
		}
	}

	private void assertDiscarded(BiConsumer<Schedules, ScheduledFuture<?>> givingUp, String reason) throws Exception {
		try (Scheduler scheduler = new Scheduler(givingUp)) {
			Schedules schedules = new Schedules(
					TrackingContext.of(this.monitor.tracker(), this.monitor.executors(), this.monitor.application()),
					"scheduler", scheduler);
			scheduler.schedules = schedules;
			Future<?> future = schedules.submit(() -> {
			});
			assertThat(this.monitor.reader().live(TaskQuery.ALL).tasks()).isEmpty();
			EndedTask ended = this.monitor.reader().ended(TaskQuery.ALL).tasks().get(0);
			assertThat(ended.outcome()).isEqualTo(TaskOutcome.DISCARDED);
			assertThat(ended.reason()).isEqualTo(reason);
			assertThat(future).isNotDone();
		}
	}

	/**
	 * Gives up at once what it is to do. Nothing of it ever runs.
	 */
	private static final class Scheduler extends ScheduledThreadPoolExecutor implements AutoCloseable {

		private final BiConsumer<Schedules, ScheduledFuture<?>> givingUp;

		private Schedules schedules;

		Scheduler(BiConsumer<Schedules, ScheduledFuture<?>> givingUp) {
			super(1);
			this.givingUp = givingUp;
		}

		@Override
		public ScheduledFuture<?> schedule(Runnable code, long delay, TimeUnit unit) {
			ScheduledFuture<?> future = super.schedule(code, 1, TimeUnit.HOURS);
			getQueue().remove(future);
			this.givingUp.accept(this.schedules, future);
			return future;
		}

		@Override
		public void close() {
			shutdownNow();
		}

	}

	/**
	 * Has futures in its queue that nobody can compare. Nothing of it ever runs.
	 */
	private static final class Peculiar extends ScheduledThreadPoolExecutor implements AutoCloseable {

		Peculiar() {
			super(0, (code) -> null);
		}

		@Override
		protected <V> RunnableScheduledFuture<V> decorateTask(Runnable runnable, RunnableScheduledFuture<V> future) {
			return new Incomparable<>(future);
		}

		@Override
		public void close() {
			shutdownNow();
		}

	}

	private record Incomparable<V>(RunnableScheduledFuture<V> future) implements RunnableScheduledFuture<V> {

		@Override
		public boolean isPeriodic() {
			return this.future.isPeriodic();
		}

		@Override
		public long getDelay(TimeUnit unit) {
			return this.future.getDelay(unit);
		}

		@Override
		public int compareTo(Delayed other) {
			return 0;
		}

		@Override
		public void run() {
			this.future.run();
		}

		@Override
		public boolean cancel(boolean mayInterruptIfRunning) {
			return this.future.cancel(mayInterruptIfRunning);
		}

		@Override
		public boolean isCancelled() {
			return this.future.isCancelled();
		}

		@Override
		public boolean isDone() {
			return this.future.isDone();
		}

		@Override
		public V get() throws InterruptedException, ExecutionException {
			return this.future.get();
		}

		@Override
		public V get(long timeout, TimeUnit unit) throws InterruptedException, ExecutionException, TimeoutException {
			return this.future.get(timeout, unit);
		}

		@Override
		public boolean equals(Object other) {
			throw new AssertionError("compared");
		}

		@Override
		public int hashCode() {
			throw new AssertionError("hashed");
		}

	}

}
