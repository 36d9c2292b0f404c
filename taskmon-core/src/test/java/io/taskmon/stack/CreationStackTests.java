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

package io.taskmon.stack;

import java.time.Duration;
import java.util.List;

import com.example.orders.OrderController;
import io.taskmon.task.CaptureMode;
import io.taskmon.task.CaptureSettings;
import io.taskmon.task.Creation;
import io.taskmon.task.Limits;
import io.taskmon.task.TaskKind;
import io.taskmon.track.TaskCode;
import io.taskmon.track.TrackedTask;
import io.taskmon.track.fixture.HandSteppedClock;
import io.taskmon.track.fixture.HandSteppedExecutor;
import io.taskmon.track.fixture.Race;
import io.taskmon.track.fixture.TestMonitor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * When creation stacks are captured, what they may cost, and what they show.
 */
class CreationStackTests {

	private static final Duration WINDOW = Duration.ofMillis(100);

	private static final Runnable NO_CODE = () -> {
	};

	private final TaskCode carrier = TaskCode.ofClass("java.util.concurrent.FutureTask", false);

	@Test
	void stackBeginsAtTheCodeThatSubmits() {
		TestMonitor monitor = monitor(CaptureMode.ALWAYS, 1, 10);
		OrderController.place(executor(monitor), NO_CODE);
		List<StackTraceElement> stack = stack(monitor, 1);
		assertThat(stack.get(0).getClassName()).isEqualTo("com.example.orders.OrderService");
		assertThat(stack.get(0).getMethodName()).isEqualTo("ship");
		assertThat(stack.get(1).getMethodName()).isEqualTo("place");
		assertThat(createdFrom(monitor, 1)).startsWith("com.example.orders.OrderService.ship(OrderService.java:");
	}

	@Test
	void creationSiteIsTheMethodInWhichALambdaStands() {
		TestMonitor monitor = monitor(CaptureMode.ALWAYS, 1, 10);
		OrderController.placeFromLambda(executor(monitor), NO_CODE);
		assertThat(createdFrom(monitor, 1))
			.startsWith("com.example.orders.OrderController.placeFromLambda(OrderController.java:");
	}

	@Test
	void taskWithoutAFrameOfTheApplicationHasNoCreationSite() throws Exception {
		TestMonitor monitor = monitor(CaptureMode.ALWAYS, 1, 10);
		HandSteppedExecutor executor = executor(monitor);
		Thread thread = new Thread(() -> executor.execute(NO_CODE));
		thread.start();
		thread.join(10_000);
		assertThat(monitor.live().get(0).facts().createdFrom()).isNull();
		assertThat(monitor.live().get(0).facts().stackExact()).isTrue();
	}

	@ParameterizedTest
	@ValueSource(ints = { 1, 8, 60 })
	void depthIsBounded(int depth) {
		TestMonitor monitor = new TestMonitor(Limits.DEFAULTS,
				new CaptureSettings(CaptureMode.ALWAYS, 1, WINDOW, 10, depth));
		OrderController.placeDeep(100, executor(monitor), NO_CODE);
		assertThat(stack(monitor, 1)).hasSize(depth).allMatch((frame) -> frame.getMethodName().equals("placeDeep"));
	}

	@Test
	void equalStacksAreOneAsText() {
		TestMonitor monitor = monitor(CaptureMode.ALWAYS, 1, 10);
		HandSteppedExecutor executor = executor(monitor);
		for (int i = 0; i < 2; i++) {
			OrderController.place(executor, NO_CODE);
		}
		assertThat(stack(monitor, 1)).isSameAs(stack(monitor, 2));
	}

	@Test
	void adaptiveCaptureIsExactWithinItsBudgetAndSharesBeyondIt() {
		TestMonitor monitor = monitor(CaptureMode.ADAPTIVE, 2, 100);
		HandSteppedExecutor executor = executor(monitor);
		placeFourTimes(executor);
		assertThat(exact(monitor)).containsExactly(true, true, false, false);
		assertThat(stack(monitor, 3)).isSameAs(stack(monitor, 2)).isNotEmpty();
		assertThat(createdFrom(monitor, 4)).isEqualTo(createdFrom(monitor, 2));
	}

	@Test
	void sharedStackIsTheLatestOfItsSite() {
		TestMonitor monitor = monitor(CaptureMode.ADAPTIVE, 2, 100);
		HandSteppedExecutor executor = executor(monitor);
		OrderController.place(executor, NO_CODE);
		OrderController.placeFromLambda(executor, NO_CODE);
		OrderController.place(executor, NO_CODE);
		assertThat(stack(monitor, 3)).isSameAs(stack(monitor, 2)).isNotEqualTo(stack(monitor, 1));
	}

	@ParameterizedTest
	@ValueSource(longs = { 0, 1_000_000_000_000L, -1_000_000_000_000L, Long.MIN_VALUE, Long.MAX_VALUE })
	void budgetComesBackWithEachWindowWhateverTheOriginOfTheClock(long origin) {
		TestMonitor monitor = new TestMonitor(Limits.DEFAULTS, settings(CaptureMode.ADAPTIVE, 1, 100),
				new HandSteppedClock(origin));
		HandSteppedExecutor executor = executor(monitor);
		for (int window = 0; window < 3; window++) {
			OrderController.place(executor, NO_CODE);
			monitor.clock.advance(WINDOW.minusNanos(1));
			OrderController.place(executor, NO_CODE);
			monitor.clock.advance(Duration.ofNanos(1));
		}
		assertThat(exact(monitor)).containsExactly(true, false, true, false, true, false);
	}

	@Test
	void stacksThatTakeLongUseTheBudgetUp() {
		TestMonitor monitor = new TestMonitor(Limits.DEFAULTS, settings(CaptureMode.ADAPTIVE, 1, 100),
				new HandSteppedClock() {
					@Override
					public long nanoTime() {
						advance(WINDOW);
						return super.nanoTime();
					}
				});
		placeFourTimes(executor(monitor));
		assertThat(exact(monitor)).containsExactly(true, true, true, false);
	}

	@Test
	void eachSiteHasItsOwnBudget() {
		TestMonitor monitor = monitor(CaptureMode.ADAPTIVE, 1, 100);
		placeFourTimes(executor(monitor));
		OrderController.place(monitor.executor(site("mail")), NO_CODE);
		assertThat(exact(monitor)).containsExactly(true, false, false, false, true);
	}

	@Test
	void alwaysIsAlwaysExact() {
		TestMonitor monitor = monitor(CaptureMode.ALWAYS, 1, 100);
		placeFourTimes(executor(monitor));
		assertThat(exact(monitor)).containsOnly(true);
		assertThat(monitor.tracker.registry().live().snapshot()).extracting(TrackedTask::stack).doesNotHaveDuplicates();
	}

	@Test
	void siteIsExactOnce() {
		TestMonitor monitor = monitor(CaptureMode.SITE, 100, 100);
		placeFourTimes(executor(monitor));
		monitor.clock.advance(WINDOW);
		assertThat(exact(monitor)).containsExactly(true, false, false, false);
		assertThat(stack(monitor, 4)).isSameAs(stack(monitor, 1)).isNotEmpty();
	}

	@Test
	void offIsNeverExact() {
		TestMonitor monitor = monitor(CaptureMode.OFF, 100, 100);
		placeFourTimes(executor(monitor));
		assertThat(exact(monitor)).containsOnly(false);
		assertThat(stack(monitor, 1)).isEmpty();
		assertThat(monitor.live().get(0).facts().createdFrom()).isNull();
	}

	@Test
	void carriersDoNotShare() {
		TestMonitor monitor = monitor(CaptureMode.ADAPTIVE, 1, 100);
		placeFourTimes(monitor.executor(this.carrier));
		assertThat(exact(monitor)).containsExactly(true, false, false, false);
		assertThat(stack(monitor, 1)).isNotEmpty();
		assertThat(stack(monitor, 2)).isEmpty();
		assertThat(monitor.live()).extracting((task) -> task.facts().name())
			.containsExactly("FutureTask@OrderService.ship", "FutureTask", "FutureTask", "FutureTask");
	}

	@Test
	void siteModeShowsNoneForCarriers() {
		TestMonitor monitor = monitor(CaptureMode.SITE, 100, 100);
		placeFourTimes(monitor.executor(this.carrier));
		assertThat(exact(monitor)).containsOnly(false);
		assertThat(stack(monitor, 1)).isEmpty();
	}

	@ParameterizedTest
	@EnumSource(names = { "ADAPTIVE", "ALWAYS", "SITE" })
	void liveStacksAreBoundedInEveryMode(CaptureMode mode) {
		TestMonitor monitor = monitor(mode, 100, 2);
		for (String method : List.of("a", "b", "c", "d")) {
			OrderController.place(monitor.executor(site(method)), NO_CODE);
		}
		assertThat(exact(monitor)).containsExactly(true, true, false, false);
		assertThat(stack(monitor, 3)).isEmpty();
	}

	@Test
	void endedTasksGiveTheirPlaceForALiveStackBack() {
		TestMonitor monitor = monitor(CaptureMode.ADAPTIVE, 100, 2);
		HandSteppedExecutor executor = executor(monitor);
		placeFourTimes(executor);
		executor.runAll();
		placeFourTimes(executor);
		assertThat(exact(monitor)).containsExactly(true, true, false, false);
		executor.next().tracked().endCancelled();
		OrderController.place(executor, NO_CODE);
		assertThat(exact(monitor)).containsExactly(true, false, false, true);
	}

	@Test
	void liveStacksStayBoundedAmongThreads() throws Exception {
		TestMonitor monitor = monitor(CaptureMode.ALWAYS, 1, 10);
		try (Race race = new Race()) {
			for (int i = 0; i < 500; i++) {
				Race.Action submit = (round, meeting) -> {
					for (int j = 0; j < 8; j++) {
						monitor.submit();
					}
				};
				race.run(submit, submit);
				List<TrackedTask> live = List.of(monitor.tracker.registry().live().snapshot());
				assertThat(live.stream().filter(TrackedTask::isStackExact).count()).isEqualTo(10);
				live.forEach((task) -> task.endDiscarded("dropped"));
			}
		}
	}

	@Test
	void refusedTaskCostsNoLiveStack() {
		TestMonitor monitor = new TestMonitor(new Limits(1, 10, 1), settings(CaptureMode.ALWAYS, 1, 2));
		HandSteppedExecutor executor = executor(monitor);
		placeFourTimes(executor);
		executor.runAll();
		OrderController.place(executor, NO_CODE);
		assertThat(exact(monitor)).containsExactly(true);
	}

	private static TaskCode site(String method) {
		return TaskCode.ofMethod("com.example.orders.OrderService", method, TaskKind.ASYNC, false);
	}

	private static void placeFourTimes(HandSteppedExecutor executor) {
		for (int i = 0; i < 4; i++) {
			OrderController.place(executor, NO_CODE);
		}
	}

	private static TestMonitor monitor(CaptureMode mode, int budget, int maxLiveStacks) {
		return new TestMonitor(Limits.DEFAULTS, settings(mode, budget, maxLiveStacks));
	}

	private static CaptureSettings settings(CaptureMode mode, int budget, int maxLiveStacks) {
		return new CaptureSettings(mode, budget, WINDOW, maxLiveStacks, 128);
	}

	private static HandSteppedExecutor executor(TestMonitor monitor) {
		return monitor.executor(site("ship"));
	}

	private static List<Boolean> exact(TestMonitor monitor) {
		return monitor.live().stream().map((task) -> task.facts().stackExact()).toList();
	}

	private static List<StackTraceElement> stack(TestMonitor monitor, long id) {
		List<Creation> chain = monitor.details(id).creationChain();
		return chain.get(chain.size() - 1).stack();
	}

	private static String createdFrom(TestMonitor monitor, long id) {
		return String.valueOf(monitor.details(id).task().facts().createdFrom());
	}

}
