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
package io.taskmon.upkeep;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import com.example.orders.SilentException;
import io.taskmon.TaskMonitor;
import io.taskmon.fault.ExpendableThread;
import io.taskmon.task.CaptureSettings;
import io.taskmon.task.Failure;
import io.taskmon.task.Limits;
import io.taskmon.track.fixture.HandSteppedTask;
import io.taskmon.track.fixture.TestMonitor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Exceptions of the application that do not let themselves be read stop nothing but a
 * thread that can be spared.
 */
@Timeout(60)
class FailureReaderTests {

	private static final String TOO_LATE = "(its message was not readable within 1 s)";

	private final TestMonitor monitor = new TestMonitor();

	private final CountDownLatch mayTell = new CountDownLatch(1);

	@AfterEach
	void tell() {
		this.mayTell.countDown();
	}

	@Test
	void exceptionIsAskedOnAThreadOfItsOwn() throws Exception {
		SilentException silent = new SilentException(this.mayTell);
		this.mayTell.countDown();
		HandSteppedTask task = fail(silent);
		this.monitor.keepHouse();
		assertThat(failure(task).message()).isEqualTo("told at last");
		assertThat(silent.asking).singleElement().satisfies((thread) -> {
			assertThat(thread.getName()).isEqualTo("taskmon-failures");
			assertThat(thread.isDaemon()).isTrue();
			assertThat(thread.getContextClassLoader()).isNull();
		});
	}

	@Test
	void messageThatIsNotToldInTimeIsGivenUp() throws Exception {
		SilentException silent = new SilentException(this.mayTell);
		HandSteppedTask task = fail(silent);
		HandSteppedTask other = fail(new IllegalStateException("out of paper"));
		this.monitor.keepHouse();
		silent.awaitAsked();
		this.monitor.keepHouse();
		assertThat(task.tracked().hasException()).as("it has its second").isTrue();
		giveUp();
		Failure failure = failure(task);
		assertThat(failure.type()).isEqualTo(SilentException.class.getName());
		assertThat(failure.message()).isEqualTo(TOO_LATE);
		assertThat(failure.stack()).anyMatch((line) -> line.contains("FailureReaderTests")).endsWith(TOO_LATE);
		awaitText(other);
		assertThat(failure(other).message()).isEqualTo("out of paper");
		assertThat(this.monitor.faults).as("the application's, not taskmon's").isEmpty();
		this.mayTell.countDown();
		for (Thread thread : silent.asking) {
			thread.join(TimeUnit.SECONDS.toMillis(30));
			assertThat(thread.isAlive()).isFalse();
		}
		assertThat(silent.interrupts).hasValue(1);
		assertThat(failure(task)).isSameAs(failure);
	}

	@Test
	void lostTasksEndWhileAMessageIsNotTold() throws Exception {
		SilentException silent = new SilentException(this.mayTell);
		fail(silent);
		this.monitor.keepHouse();
		silent.awaitAsked();
		HandSteppedTask cancelled = this.monitor.submit();
		cancelled.answersIsCancelled(() -> true);
		this.monitor.keepHouse();
		assertThat(cancelled.tracked().isCancelled()).isTrue();
	}

	@Test
	void readerGetsWhatIsThere() throws Exception {
		SilentException silent = new SilentException(this.mayTell);
		HandSteppedTask task = fail(silent);
		for (int i = 0; i < 100; i++) {
			Failure failure = failure(task);
			assertThat(failure.type()).isEqualTo(SilentException.class.getName());
			assertThat(failure.message()).isEqualTo("(its message has not been read yet)");
		}
		this.mayTell.countDown();
		awaitText(task);
		assertThat(failure(task).message()).isEqualTo("told at last");
	}

	@Test
	void readersOfManyDoNotWaitForEachOne() throws Exception {
		List<SilentException> silent = new ArrayList<>();
		List<HandSteppedTask> tasks = new ArrayList<>();
		for (int i = 0; i < 1_000; i++) {
			silent.add(new SilentException(this.mayTell));
			tasks.add(fail(silent.get(i)));
		}
		tasks.forEach((task) -> assertThat(failure(task).message()).isNotNull());
		assertThat(silent).filteredOn((exception) -> !exception.asking.isEmpty()).hasSizeLessThan(3);
	}

	@Test
	void exceptionsThatTellAtOnceDoNotWaitForSilentOnes() throws Exception {
		SilentException first = new SilentException(this.mayTell);
		fail(first);
		this.monitor.keepHouse();
		first.awaitAsked();
		giveUp();
		List<SilentException> silent = new ArrayList<>();
		for (int i = 0; i < 3; i++) {
			silent.add(new SilentException(this.mayTell));
			fail(silent.get(i));
		}
		HandSteppedTask task = fail(new IllegalStateException("out of paper"));
		this.monitor.keepHouse();
		// The thread may have come to one of them before
		while (task.tracked().hasException()) {
			giveUp();
		}
		assertThat(failure(task).message()).isEqualTo("out of paper");
	}

	@Test
	void nobodyIsAskedWhileTooManyAreSilentAndThatIsSaid() throws Exception {
		List<SilentException> silent = new ArrayList<>();
		for (int i = 0; i < ExpendableThread.MOST_LOST; i++) {
			silent.add(new SilentException(this.mayTell));
			fail(silent.get(i));
			this.monitor.keepHouse();
			silent.get(i).awaitAsked();
			giveUp();
		}
		HandSteppedTask task = fail(new IllegalStateException("out of paper"));
		this.monitor.keepHouse();
		assertThat(failure(task).message())
			.isEqualTo("(its message was not asked for: 4 exceptions are still to tell theirs)");
		assertThat(failure(task).type()).isEqualTo("java.lang.IllegalStateException");
		this.mayTell.countDown();
		for (SilentException asked : silent) {
			asked.asking.peek().join(TimeUnit.SECONDS.toMillis(30));
		}
		HandSteppedTask later = fail(new IllegalStateException("paper jam"));
		this.monitor.keepHouse();
		awaitText(later);
		assertThat(failure(later).message()).isEqualTo("paper jam");
	}

	@Test
	void framesThatAreNotToldInTimeAreGivenUp() throws Exception {
		CountDownLatch asked = new CountDownLatch(1);
		HandSteppedTask task = fail(new IllegalStateException("out of paper") {

			@Override
			public StackTraceElement[] getStackTrace() {
				asked.countDown();
				assertThat(new SilentException(FailureReaderTests.this.mayTell)).hasMessage("told at last");
				return super.getStackTrace();
			}

		});
		this.monitor.keepHouse();
		assertThat(asked.await(30, TimeUnit.SECONDS)).isTrue();
		giveUp();
		assertThat(failure(task).message()).isEqualTo("(its frames were not readable within 1 s)");
		assertThat(failure(task).type()).startsWith(FailureReaderTests.class.getName());
	}

	@Test
	void messageIsNotAskedForWhereNoneIsToBeKept() {
		TestMonitor discreet = new TestMonitor(new Limits(10, 10, 10, false), CaptureSettings.DEFAULTS);
		SilentException silent = new SilentException(this.mayTell);
		HandSteppedTask task = discreet.submit();
		task.begin();
		task.fail(new IllegalStateException("card 4711", silent));
		discreet.keepHouse();
		assertThat(discreet.ended(task.id()).failure()).isNotNull();
		assertThat(discreet.ended(task.id()).failure().message()).isNull();
		assertThat(silent.asking).isEmpty();
	}

	@Test
	void faultThatHoldsAnExceptionOfTheApplicationIsToldWhereItStopsNothing() throws Exception {
		SilentException silent = new SilentException(this.mayTell);
		CountDownLatch told = new CountDownLatch(2);
		List<String> threads = new ArrayList<>();
		TaskMonitor printing = new TaskMonitor(Limits.DEFAULTS, CaptureSettings.DEFAULTS, (activity, fault) -> {
			threads.add(Thread.currentThread().getName());
			told.countDown();
			assertThat(String.valueOf(fault)).isNotEmpty();
		}, this.monitor.clock);
		printing.tracker().faults().report("feeding the cat", new IllegalStateException("no food", silent));
		printing.tracker().faults().report("feeding the dog", silent);
		assertThat(threads).isEmpty();
		printing.keepHouse();
		silent.awaitAsked();
		this.mayTell.countDown();
		assertThat(told.await(30, TimeUnit.SECONDS)).isTrue();
		assertThat(threads).containsOnly("taskmon-failures");
		assertThat(printing.tracker().faults().count()).isEqualTo(2);
	}

	private HandSteppedTask fail(Throwable exception) {
		HandSteppedTask task = this.monitor.submit();
		task.begin();
		task.fail(exception);
		return task;
	}

	private void giveUp() {
		this.monitor.keepHouse();
		this.monitor.clock.advance(Duration.ofNanos(FailureReader.PATIENCE_NANOS));
		this.monitor.keepHouse();
	}

	private Failure failure(HandSteppedTask task) {
		Failure failure = this.monitor.ended(task.id()).failure();
		assertThat(failure).isNotNull();
		return failure;
	}

	private void awaitText(HandSteppedTask task) {
		while (task.tracked().hasException()) {
			this.monitor.keepHouse();
		}
	}

}
