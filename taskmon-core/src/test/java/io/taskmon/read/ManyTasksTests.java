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

package io.taskmon.read;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import com.example.orders.OrderController;
import io.taskmon.diagnosis.SlowTaskThresholds;
import io.taskmon.observe.TaskGroup;
import io.taskmon.task.CaptureSettings;
import io.taskmon.task.Limits;
import io.taskmon.task.LiveTask;
import io.taskmon.task.Task;
import io.taskmon.task.TaskKind;
import io.taskmon.task.TaskState;
import io.taskmon.track.TaskCode;
import io.taskmon.track.fixture.HandSteppedClock;
import io.taskmon.track.fixture.HandSteppedTask;
import io.taskmon.track.fixture.TestMonitor;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the reader tells of many tasks, and that each answer is bounded.
 */
class ManyTasksTests {

	private static final int ALL = 10_000;

	private final TestMonitor monitor = new TestMonitor(new Limits(100_000, 100, 10), CaptureSettings.DEFAULTS);

	private final TaskCode mail = TaskCode.ofMethod("com.example.mail.MailService", "send", TaskKind.ASYNC, false);

	private final List<HandSteppedTask> held = new ArrayList<>();

	@Test
	void pageIsAPartOfWhatMatched() {
		for (int i = 0; i < 5; i++) {
			this.monitor.submit();
		}
		TaskList<LiveTask> page = reader().live(page(null, false, 1, 2));
		assertThat(page.matched()).isEqualTo(5);
		assertThat(ids(page.tasks())).containsExactly(2L, 3L);
		assertThat(reader().live(page(null, false, 9, 2)).tasks()).isEmpty();
		assertThat(reader().live(page(null, false, 0, 0)).tasks()).isEmpty();
	}

	@Test
	void liveTasksComeInAnyOrder() {
		HandSteppedTask first = submit("orders", this.monitor.site);
		this.monitor.clock.advance(Duration.ofSeconds(1));
		HandSteppedTask second = submit("mail", this.mail);
		this.monitor.clock.advance(Duration.ofSeconds(1));
		HandSteppedTask third = submit("zoo", this.mail);
		second.begin();
		this.monitor.clock.advance(Duration.ofSeconds(1));
		third.begin();
		assertThat(order(TaskOrder.ID, true)).containsExactly(third.id(), second.id(), first.id());
		assertThat(order(TaskOrder.NAME, false)).containsExactly(second.id(), third.id(), first.id());
		assertThat(order(TaskOrder.STATE, false)).containsExactly(first.id(), second.id(), third.id());
		assertThat(order(TaskOrder.AGE, false)).containsExactly(third.id(), second.id(), first.id());
		assertThat(order(TaskOrder.QUEUED, true)).containsExactly(first.id(), second.id(), third.id());
		assertThat(order(TaskOrder.RUNNING, true)).containsExactly(second.id(), third.id(), first.id());
		assertThat(order(TaskOrder.EXECUTOR, true)).containsExactly(third.id(), first.id(), second.id());
		assertThat(order(TaskOrder.THREAD, false)).startsWith(first.id());
		assertThat(order(TaskOrder.SITE, false)).hasSize(3);
		assertThat(order(TaskOrder.ENDED, false)).hasSize(3);
	}

	@Test
	void endedTasksComeInAnyOrder() {
		HandSteppedTask failed = submit("orders", this.monitor.site);
		HandSteppedTask succeeded = submit("mail", this.mail);
		succeeded.run();
		this.monitor.clock.advance(Duration.ofSeconds(1));
		failed.begin();
		this.monitor.clock.advance(Duration.ofSeconds(1));
		failed.fail(new IllegalStateException());
		for (TaskOrder order : TaskOrder.values()) {
			assertThat(reader().ended(page(order, false, 0, ALL)).tasks()).as(order.name()).hasSize(2);
		}
		assertThat(ids(reader().ended(page(null, false, 0, ALL)).tasks())).containsExactly(failed.id(), succeeded.id());
		assertThat(ids(reader().ended(page(TaskOrder.ENDED, false, 0, ALL)).tasks())).containsExactly(succeeded.id(),
				failed.id());
		assertThat(ids(reader().ended(page(TaskOrder.STATE, true, 0, ALL)).tasks())).containsExactly(succeeded.id(),
				failed.id());
		assertThat(ids(reader().ended(page(TaskOrder.RUNNING, true, 0, ALL)).tasks())).containsExactly(failed.id(),
				succeeded.id());
	}

	@Test
	void pageIsOfOneSiteOrOneParent() {
		HandSteppedTask parent = this.monitor.submit();
		HandSteppedTask child = parent.submitChild();
		String site = reader().live(page(null, false, 1, 1)).tasks().get(0).facts().createdFrom();
		assertThat(ids(reader().live(limit(ALL).withParent(parent.id())).tasks())).containsExactly(child.id());
		assertThat(ids(reader().live(limit(ALL).withSite(site)).tasks())).contains(child.id());
		assertThat(reader().live(limit(ALL).withSite("elsewhere")).matched()).isZero();
	}

	@Test
	void whatIsNotKnownIsSaidAndCanBeAskedFor() {
		TestMonitor blind = new TestMonitor(Limits.DEFAULTS, TestMonitor.NO_STACKS);
		HandSteppedTask task = new HandSteppedTask(blind.tracker, blind.site, null, () -> {
		});
		TaskReader reader = blind.monitor.reader();
		for (TaskGrouping grouping : List.of(TaskGrouping.SITE, TaskGrouping.EXECUTOR)) {
			String key = reader.groups(page(null, false, 0, ALL), grouping).groups().get(0).key();
			assertThat(key).isEqualTo((grouping == TaskGrouping.SITE) ? "(no creation stack)" : "(no known executor)");
			TaskQuery query = (grouping == TaskGrouping.SITE) ? limit(ALL).withSite(key)
					: TaskQuery.ALL.withExecutor(key).withLimit(ALL);
			assertThat(ids(reader.live(query).tasks())).containsExactly(task.id());
		}
		assertThat(reader.observe(ALL, SlowTaskThresholds.NONE)).satisfies((seen) -> {
			assertThat(seen.sites()).isEmpty();
			assertThat(seen.queues()).isEmpty();
		});
	}

	@Test
	void groupsAreTheLargestFirst() {
		submit("orders", this.monitor.site);
		this.monitor.clock.advance(Duration.ofSeconds(1));
		HandSteppedTask oldest = submit("mail", this.mail);
		submit("mail", this.mail).begin();
		TaskGroups groups = reader().groups(page(null, false, 0, 1), TaskGrouping.NAME);
		assertThat(groups.matched()).isEqualTo(2);
		assertThat(groups.groups()).containsExactly(
				new TaskGroup("MailService.send", 1, 1, oldest.id(), HandSteppedClock.START.plusSeconds(1)));
		assertThat(reader().groups(page(null, false, 0, ALL), TaskGrouping.EXECUTOR).groups())
			.extracting(TaskGroup::key)
			.containsExactly("mail", "orders");
		assertThat(reader().groups(page(null, false, 0, ALL), TaskGrouping.SITE).groups()).isNotEmpty()
			.allMatch((group) -> group.key().contains("OrderController.placeDeep"));
	}

	@Test
	void treeKeepsEndedCreatorsOfLiveTasks() {
		HandSteppedTask root = this.monitor.submit();
		HandSteppedTask middle = root.submitChild();
		HandSteppedTask leaf = middle.submitChild();
		root.begin();
		middle.run();
		TaskTree tree = reader().tree(page(null, false, 0, ALL));
		assertThat(tree.matched()).isEqualTo(2);
		assertThat(tree.roots()).singleElement().satisfies((branch) -> {
			assertThat(branch.id()).isEqualTo(root.id());
			assertThat(branch.state()).isEqualTo(TaskState.RUNNING);
			assertThat(branch.running()).isEqualTo(1);
			assertThat(branch.queued()).isEqualTo(1);
			TaskBranch ended = branch.children().get(0);
			assertThat(ended.id()).isEqualTo(middle.id());
			assertThat(ended.state()).isNull();
			assertThat(ended.children()).extracting(TaskBranch::id).containsExactly(leaf.id());
		});
	}

	@Test
	void treeFoldsManyAlikeAndLeavesOutWhatTheLimitForbids() {
		HandSteppedTask root = this.monitor.submit();
		for (int i = 0; i < 1_000; i++) {
			this.held.add(root.submitChild());
		}
		this.held.get(0).begin();
		TaskTree tree = reader().tree(page(null, false, 0, 10));
		assertThat(tree.roots().get(0).children()).singleElement().satisfies((folded) -> {
			assertThat(folded.size()).isEqualTo(1_000);
			assertThat(folded.running()).isEqualTo(1);
			assertThat(folded.queued()).isEqualTo(999);
		});
		assertThat(reader().tree(page(null, false, 0, 1)).omitted()).isEqualTo(1);
		assertThat(reader().tree(page(null, false, 0, 1)).roots().get(0).children()).isEmpty();
	}

	@Test
	void deepestDescentNestsNoAnswerTooDeeply() {
		HandSteppedTask task = this.monitor.submit();
		for (int i = 0; i < 10_000; i++) {
			task = task.submitChild();
			this.held.add(task);
		}
		assertThat(depth(reader().tree(page(null, false, 0, ALL)).roots())).isEqualTo(TreeBuilder.MAX_DEPTH);
		assertThat(profileDepth(reader().profile(page(null, false, 0, ALL), TaskWeight.LIVE).roots()))
			.isLessThanOrEqualTo(ProfileBuilder.MAX_DEPTH);
	}

	@Test
	void profileWeighsTheWayToATask() throws InterruptedException {
		// A thread of its own, which has none of the frames below a test
		Thread thread = new Thread(() -> {
			HandSteppedTask root = submit("orders", this.monitor.site);
			root.inside(() -> submit("mail", this.mail));
		});
		thread.start();
		thread.join();
		SiteProfile profile = reader().profile(page(null, false, 0, ALL), TaskWeight.LIVE);
		assertThat(profile.total()).isEqualTo(2);
		SiteProfile.Node task = nextTask(profile.roots());
		assertThat(task.label()).isEqualTo("OrderService.ship");
		assertThat(task.weight()).isEqualTo(2);
		SiteProfile.Node child = nextTask(task.children());
		assertThat(child.label()).isEqualTo("MailService.send");
		assertThat(child.weight()).isEqualTo(1);
		assertThat(child.children()).isEmpty();
		assertThat(reader().profile(page(null, false, 0, 1), TaskWeight.LIVE).omitted()).isPositive();
	}

	@Test
	void profileWeighsByRateAndTime() {
		HandSteppedTask old = submit("orders", this.monitor.site);
		old.begin();
		this.monitor.clock.advance(Duration.ofMinutes(2));
		old.succeed();
		submit("mail", this.mail);
		assertThat(reader().profile(page(null, false, 0, ALL), TaskWeight.LIVE).total()).isEqualTo(1);
		assertThat(reader().profile(page(null, false, 0, ALL), TaskWeight.RATE).total()).isEqualTo(1);
		assertThat(reader().profile(page(null, false, 0, ALL), TaskWeight.TIME).total()).isEqualTo(120_000);
	}

	@Test
	void recentTasksAreTakenFromEachExecutorInTurn() {
		for (int i = 0; i < 10; i++) {
			submit("orders", this.monitor.site);
		}
		HandSteppedTask longAgo = submit("mail", this.mail);
		longAgo.run();
		this.monitor.clock.advance(Duration.ofMinutes(2));
		HandSteppedTask ended = submit("mail", this.mail);
		ended.run();
		RecentTasks recent = reader().recent(page(null, false, 0, 4), Duration.ofMinutes(1));
		assertThat(recent.matched()).isEqualTo(11);
		assertThat(ids(recent.tasks())).containsExactly(1L, 2L, 3L, ended.id());
		assertThat(Duration.between(recent.from(), recent.to())).isEqualTo(Duration.ofMinutes(1));
	}

	@Test
	void recentTasksTellSinceWhenTheyAreComplete() {
		submit("orders", this.monitor.preservedSite).run();
		submit("orders", this.monitor.site).run();
		assertThat(reader().recent(page(null, false, 0, ALL), Duration.ofHours(1)).completeSince()).isNull();
		this.monitor.clock.advance(Duration.ofMinutes(1));
		for (int i = 0; i < 100; i++) {
			submit("orders", this.monitor.site).run();
		}
		assertThat(reader().recent(page(null, false, 0, ALL), Duration.ofHours(1)).completeSince())
			.isEqualTo(HandSteppedClock.START.plusSeconds(60));
	}

	@Test
	void taskThatRunsOnAfterItsCancellationIsThereOnce() {
		HandSteppedTask task = this.monitor.submit();
		task.begin();
		task.tracked().endCancelled();
		assertThat(reader().recent(page(null, false, 0, ALL), Duration.ofMinutes(1)).tasks()).hasSize(1);
		assertThat(reader().profile(page(null, false, 0, ALL), TaskWeight.RATE).total()).isEqualTo(1);
	}

	@Test
	void profileAndRecentTasksAreThoseInTheStateThatIsAskedFor() {
		submit("orders", this.monitor.site).run();
		submit("orders", this.monitor.site).begin();
		HandSteppedTask queued = submit("orders", this.monitor.site);
		TaskQuery query = TaskQuery.ALL.withState(TaskState.QUEUED).withLimit(ALL);
		assertThat(ids(reader().recent(query, Duration.ofMinutes(1)).tasks())).containsExactly(queued.id());
		assertThat(reader().profile(query, TaskWeight.LIVE).total()).isEqualTo(1);
		assertThat(reader().profile(query, TaskWeight.RATE).total()).isEqualTo(1);
	}

	private TaskReader reader() {
		return this.monitor.monitor.reader();
	}

	private HandSteppedTask submit(String executor, TaskCode site) {
		OrderController.placeDeep(0, Runnable::run, () -> this.held.add(task(executor, site)));
		return this.held.get(this.held.size() - 1);
	}

	private HandSteppedTask task(String executor, TaskCode site) {
		return new HandSteppedTask(this.monitor.tracker, site, executor, () -> {
		});
	}

	private List<Long> order(TaskOrder order, boolean descending) {
		return ids(reader().live(page(order, descending, 0, ALL)).tasks());
	}

	private static TaskQuery page(@Nullable TaskOrder order, boolean descending, int offset, int limit) {
		return limit(limit).orderedBy(order, descending).withOffset(offset);
	}

	private static TaskQuery limit(int limit) {
		return TaskQuery.ALL.withLimit(limit);
	}

	private static List<Long> ids(List<? extends Task> tasks) {
		return tasks.stream().map((task) -> task.facts().id()).toList();
	}

	/**
	 * Goes down one path, which ends in a call of the application, to the task behind it.
	 */
	private static SiteProfile.Node nextTask(List<SiteProfile.Node> nodes) {
		SiteProfile.Node call = null;
		SiteProfile.Node next = only(nodes);
		while (!next.task()) {
			call = next;
			next = only(next.children());
		}
		assertThat(call.label()).startsWith("com.example.orders.OrderController.placeDeep(");
		return next;
	}

	private static SiteProfile.Node only(List<SiteProfile.Node> nodes) {
		assertThat(nodes).hasSize(1);
		return nodes.get(0);
	}

	private static int depth(List<TaskBranch> branches) {
		return branches.stream().mapToInt((branch) -> 1 + depth(branch.children())).max().orElse(0);
	}

	private static int profileDepth(List<SiteProfile.Node> nodes) {
		return nodes.stream().mapToInt((node) -> 1 + profileDepth(node.children())).max().orElse(0);
	}

}
