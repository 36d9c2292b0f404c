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

package io.taskmon.track;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.taskmon.task.CaptureMode;
import io.taskmon.task.CaptureSettings;
import io.taskmon.task.Limits;
import io.taskmon.task.TaskCounts;
import io.taskmon.track.fixture.Collectable;
import io.taskmon.track.fixture.HandSteppedClock;
import io.taskmon.track.fixture.HandSteppedTask;
import io.taskmon.track.fixture.Race;
import io.taskmon.track.fixture.TestMonitor;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The live tasks as a whole: their limit, their numbers, their order.
 */
class LiveTasksTests {

	private static final int LIMIT = 50;

	private static final int ROUNDS = 10_000;

	private final TestMonitor monitor = new TestMonitor(new Limits(LIMIT, 10_000, 1), TestMonitor.NO_STACKS);

	@Test
	void numbersBeginAtOneAndStayTheSame() {
		HandSteppedTask first = this.monitor.submit();
		HandSteppedTask second = this.monitor.submit();
		assertThat(this.monitor.live()).extracting((task) -> task.facts().id()).containsExactly(1L, 2L);
		first.run();
		second.run();
		assertThat(this.monitor.ended()).extracting((task) -> task.facts().id()).containsExactly(2L, 1L);
		assertThat(this.monitor.submit().id()).isEqualTo(3);
	}

	@Test
	void limitIsExact() {
		List<HandSteppedTask> tasks = submit(LIMIT);
		assertThat(tasks).allMatch(HandSteppedTask::isTracked);
		assertThat(submit(3)).noneMatch(HandSteppedTask::isTracked);
		assertThat(this.monitor.counts()).isEqualTo(new TaskCounts(LIMIT, 0, 0, 3, 0));
	}

	/**
	 * The last place goes to a task without a stack of its own while this one is made.
	 */
	@Test
	void droppedTaskGivesItsStackBack() {
		CaptureSettings oneStack = new CaptureSettings(CaptureMode.ALWAYS, 1, Duration.ofDays(1), 1, 16);
		AtomicReference<Runnable> meanwhile = new AtomicReference<>();
		TestMonitor narrow = new TestMonitor(new Limits(1, 1, 1), oneStack, new HandSteppedClock() {

			@Override
			public long nanoTime() {
				Runnable once = meanwhile.getAndSet(null);
				if (once != null) {
					once.run();
				}
				return super.nanoTime();
			}

		});
		TaskOrigin origin = narrow.tracker.origin(narrow.site);
		AtomicReference<HandSteppedTask> quicker = new AtomicReference<>();
		meanwhile.set(() -> quicker.set(new HandSteppedTask(narrow.tracker, narrow.site, "orders", () -> {
		}, origin)));
		assertThat(narrow.submit().isTracked()).isFalse();
		assertThat(narrow.counts()).isEqualTo(new TaskCounts(1, 0, 0, 1, 0));
		quicker.get().run();
		assertThat(narrow.submit().tracked().hasOwnStack()).isTrue();
	}

	@Test
	void untrackedTaskRunsAllTheSame() {
		submit(LIMIT);
		List<String> ran = new ArrayList<>();
		this.monitor.submit(() -> ran.add("untracked")).run();
		assertThat(ran).containsExactly("untracked");
	}

	@Test
	void endedTasksGiveTheirPlacesBack() {
		List<HandSteppedTask> tasks = submit(LIMIT);
		tasks.get(0).run();
		tasks.get(1).tracked().endCancelled();
		tasks.get(2).tracked().endDiscarded("dropped");
		assertThat(submit(3)).allMatch(HandSteppedTask::isTracked);
		assertThat(this.monitor.submit().isTracked()).isFalse();
		assertThat(this.monitor.counts().queued()).isEqualTo(LIMIT);
	}

	@Test
	void cancelledTaskKeepsItsPlaceWhileItsCodeRuns() {
		List<HandSteppedTask> tasks = submit(LIMIT);
		tasks.get(0).begin();
		tasks.get(0).tracked().endCancelled();
		assertThat(this.monitor.submit().isTracked()).isFalse();
		tasks.get(0).succeed();
		assertThat(this.monitor.submit().isTracked()).isTrue();
	}

	@Test
	void tasksLeaveFromAnywhere() {
		List<HandSteppedTask> tasks = submit(LIMIT);
		Collections.shuffle(tasks, new Random(42));
		while (!tasks.isEmpty()) {
			tasks.remove(tasks.size() - 1).run();
			List<Long> left = tasks.stream().map(HandSteppedTask::id).sorted().toList();
			assertThat(this.monitor.live()).extracting((task) -> task.facts().id()).isEqualTo(left);
		}
	}

	@Test
	void everyTaskIsSeenAsFloodsComeAndGo() {
		TestMonitor wide = new TestMonitor(new Limits(10_000, 1, 1), TestMonitor.NO_STACKS);
		for (int flood = 0; flood < 3; flood++) {
			List<HandSteppedTask> tasks = new ArrayList<>(Stream.generate(wide::submit).limit(10_000).toList());
			Collections.shuffle(tasks, new Random(flood));
			for (int left : new int[] { 10_000, 9_000, 1_000, 17, 1, 0 }) {
				List<HandSteppedTask> leaving = tasks.subList(left, tasks.size());
				leaving.forEach(HandSteppedTask::run);
				leaving.clear();
				TrackedTask[] seen = wide.tracker.registry().live().snapshot();
				assertThat(seen).hasSize(left);
				assertThat(Set.of(seen))
					.isEqualTo(tasks.stream().map(HandSteppedTask::tracked).collect(Collectors.toSet()));
				assertThat(wide.counts().queued()).isEqualTo(left);
			}
		}
	}

	@Test
	void tasksThatStayAreSeenHoweverManyComeAndGo() {
		List<HandSteppedTask> stay = submit(LIMIT / 2);
		for (int i = 0; i < ROUNDS; i++) {
			stay.add(this.monitor.submit());
			stay.remove(i % stay.size()).run();
		}
		assertThat(this.monitor.tracker.registry().live().snapshot())
			.containsExactlyInAnyOrderElementsOf(stay.stream().map(HandSteppedTask::tracked).toList());
		stay.forEach(HandSteppedTask::run);
		assertThat(this.monitor.tracker.registry().live().snapshot()).isEmpty();
		assertThat(this.monitor.counts()).isEqualTo(new TaskCounts(0, 0, LIMIT / 2 + ROUNDS, 0, 0));
	}

	@Test
	void endedTaskIsNotKept() {
		TestMonitor narrow = new TestMonitor(new Limits(LIMIT, 1, 1), TestMonitor.NO_STACKS);
		Collectable ended = new Collectable();
		// Beside the others, so that these leave gaps that are closed
		List<HandSteppedTask> stay = Stream.generate(narrow::submit).limit(LIMIT / 2).toList();
		for (int i = 0; i < LIMIT; i++) {
			run(narrow, ended);
		}
		// The log keeps this one
		narrow.submit().run();
		ended.awaitCollection();
		assertThat(narrow.tracker.registry().live().snapshot())
			.containsExactlyInAnyOrderElementsOf(stay.stream().map(HandSteppedTask::tracked).toList());
	}

	private static void run(TestMonitor monitor, Collectable ended) {
		List<HandSteppedTask> tasks = Stream
			.generate(() -> new HandSteppedTask(monitor.tracker, monitor.site, "orders", () -> {
			}))
			.limit(LIMIT / 2)
			.toList();
		tasks.forEach((task) -> ended.watch(task.tracked()));
		tasks.forEach(HandSteppedTask::run);
	}

	@Test
	void limitAndNumbersHoldAmongThreads() throws Exception {
		List<Long> ids = Collections.synchronizedList(new ArrayList<>());
		try (Race race = new Race()) {
			Race.Action comeAndGo = (round, meeting) -> {
				for (int i = 0; i < 1_000; i++) {
					List<HandSteppedTask> tasks = submit(LIMIT / 2);
					tasks.stream().filter(HandSteppedTask::isTracked).forEach((task) -> {
						ids.add(task.id());
						task.run();
					});
				}
			};
			race.run(comeAndGo, comeAndGo, comeAndGo, (round, meeting) -> {
				long before = 0;
				for (int i = 0; i < 1_000; i++) {
					List<Long> seen = Stream.of(this.monitor.tracker.registry().live().snapshot())
						.map(TrackedTask::id)
						.toList();
					assertThat(seen).doesNotHaveDuplicates();
					// Others may have come for ones that left while it was taken
					assertThat(seen).filteredOn(isAtMost(before)).hasSizeLessThanOrEqualTo(LIMIT);
					before = seen.stream().reduce(before, Math::max);
				}
			});
		}
		assertThat(this.monitor.counts().dropped() + ids.size()).isEqualTo(3 * 1_000 * (LIMIT / 2));
		// A dropped one may have had a number, too
		assertThat(ids).doesNotHaveDuplicates().allMatch(isAtMost(3 * 1_000 * (LIMIT / 2)));
		assertThat(this.monitor.counts().terminated()).isEqualTo(ids.size());
		assertThat(submit(LIMIT)).allMatch(HandSteppedTask::isTracked);
		assertThat(this.monitor.submit().isTracked()).isFalse();
	}

	private static Predicate<Long> isAtMost(long id) {
		return (seen) -> seen <= id;
	}

	@Test
	void oneOfTwoThreadsGetsTheLastPlace() throws Exception {
		TestMonitor narrow = new TestMonitor(new Limits(1, 1, 1), TestMonitor.NO_STACKS);
		AtomicIntegerArray tracked = new AtomicIntegerArray(ROUNDS);
		Race.Action submit = (round, meeting) -> {
			HandSteppedTask task = narrow.submit();
			meeting.meet();
			if (task.isTracked()) {
				tracked.incrementAndGet(round);
				task.run();
			}
		};
		try (Race race = new Race()) {
			race.run(ROUNDS, submit, submit);
		}
		assertThat(IntStream.range(0, ROUNDS).map(tracked::get)).containsOnly(1);
		assertThat(narrow.counts()).isEqualTo(new TaskCounts(0, 0, ROUNDS, ROUNDS, 0));
	}

	@Test
	void numbersAreUniqueAmongThreads() throws Exception {
		Set<Long> ids = ConcurrentHashMap.newKeySet();
		Race.Action submit = (round, meeting) -> {
			HandSteppedTask task = this.monitor.submit();
			ids.add(task.id());
			task.run();
		};
		try (Race race = new Race()) {
			race.run(ROUNDS, submit, submit);
		}
		assertThat(ids).hasSize(2 * ROUNDS).contains(1L, 2L * ROUNDS);
	}

	@Test
	void snapshotHasEveryTaskThatIsLiveThroughout() throws Exception {
		List<HandSteppedTask> stay = new ArrayList<>();
		try (Race race = new Race()) {
			race.run(ROUNDS / 2, (round, meeting) -> {
				// Each list has one that leaves before one that stays
				List<HandSteppedTask> leave = submit(16);
				stay.addAll(submit(16));
				meeting.meet();
				leave.forEach(HandSteppedTask::run);
				submit(5).forEach(HandSteppedTask::run);
				meeting.meet();
				stay.forEach(HandSteppedTask::run);
				stay.clear();
				meeting.meet();
			}, (round, meeting) -> {
				meeting.meet();
				List<Long> ids = Stream.of(this.monitor.tracker.registry().live().snapshot())
					.map(TrackedTask::id)
					.toList();
				assertThat(ids).containsAll(stay.stream().map(HandSteppedTask::id).toList());
				assertThat(ids).doesNotHaveDuplicates();
				meeting.meet();
				meeting.meet();
			});
		}
		assertThat(this.monitor.live()).isEmpty();
	}

	private List<HandSteppedTask> submit(int number) {
		List<HandSteppedTask> tasks = new ArrayList<>();
		for (int i = 0; i < number; i++) {
			tasks.add(this.monitor.submit());
		}
		return tasks;
	}

}
