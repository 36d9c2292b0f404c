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

package io.taskmon.text;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

import io.taskmon.diagnosis.Finding;
import io.taskmon.diagnosis.FindingKind;
import io.taskmon.diagnosis.Severity;
import io.taskmon.observe.TaskExecutorInfo;
import io.taskmon.observe.TaskPool;
import io.taskmon.read.TaskList;
import io.taskmon.task.Canceller;
import io.taskmon.task.Coverage;
import io.taskmon.task.Creation;
import io.taskmon.task.EndedTask;
import io.taskmon.task.Failure;
import io.taskmon.task.LiveTask;
import io.taskmon.task.Task;
import io.taskmon.task.TaskCounts;
import io.taskmon.task.TaskDetails;
import io.taskmon.task.TaskFacts;
import io.taskmon.task.TaskKind;
import io.taskmon.task.TaskOutcome;
import io.taskmon.task.TaskState;
import io.taskmon.task.TaskThread;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link TaskText}.
 */
class TaskTextTests {

	private static final Instant CREATED = Instant.parse("2026-11-23T07:19:17Z");

	private static final TaskCounts COUNTS = new TaskCounts(1, 2, 1042, 3, 4);

	private static final String SITE = "com.acme.Shop.open(Shop.java:7)";

	private static final StackTraceElement FRAME = new StackTraceElement("com.acme.Shop", "open", "Shop.java", 7);

	private static final StackTraceElement WORK = new StackTraceElement("com.acme.Order", "ship", "Order.java", 9);

	private final TaskText text = new TaskText();

	@Test
	void liveTasksAreATable() {
		LiveTask queued = new LiveTask(facts(9, "Poller.poll", true, true, null), TaskState.QUEUED, false, null, null);
		LiveTask running = running(142, "Order.ship", false);
		assertThat(this.text.live(new TaskList<>(COUNTS, List.of(queued, running)))).isEqualTo("""
				1 queued, 2 running, 1042 terminated, 3 dropped, 4 errors; 2 of 3 shown

				 ID  STATE    NAME          EXECUTOR  QUEUED  RUNNING  THREAD  CREATED FROM
				  9  QUEUED   *Poller.poll  mail         2ms                   com.acme.Shop.open(Shop.java:7)
				142  RUNNING  Order.ship    mail         2ms     3.4s  task-3  com.acme.Shop.open(Shop.java:7)

				* preserved in the termination log
				""");
	}

	@Test
	void taskThatRunsOnAfterItsCancellationIsShownAsSuch() {
		assertThat(this.text.live(live(running(1, "Order.ship", true))))
			.contains(" 1  RUNNING (cancelled)  Order.ship");
		EndedTask ended = ended(TaskOutcome.CANCELLED, true, null, null, null);
		assertThat(this.text.ended(ended(ended))).contains("CANCELLED (still running)");
		assertThat(this.text.details(details(ended))).contains("    outcome    CANCELLED (still running)\n");
	}

	@Test
	void inexactCreationSiteIsMarked() {
		LiveTask task = new LiveTask(facts(1, "Order.ship", false, false, null), TaskState.QUEUED, false, null, null);
		assertThat(this.text.live(live(task))).contains("  ~com.acme.Shop.open(Shop.java:7)\n")
			.endsWith("\n~ stack of another task of the same code\n");
		assertThat(this.text.details(details(task))).contains("    from       ~com.acme.Shop.open(Shop.java:7)\n");
	}

	@Test
	void noTasksAreSaidToBeNone() {
		assertThat(this.text.live(new TaskList<>(COUNTS, List.of()))).isEqualTo("""
				1 queued, 2 running, 1042 terminated, 3 dropped, 4 errors; 0 of 3 shown

				No tasks.
				""");
	}

	@Test
	void endedTasksAreATable() {
		EndedTask failed = ended(TaskOutcome.FAILED, false, new Failure("java.io.IOException", "reset", List.of()),
				null, null);
		EndedTask cancelled = ended(TaskOutcome.CANCELLED, false, null, null,
				new Canceller(7L, "Shop.close", "t", List.of()));
		EndedTask byThread = ended(TaskOutcome.CANCELLED, false, null, null,
				new Canceller(null, null, "main", List.of()));
		EndedTask discarded = ended(TaskOutcome.DISCARDED, false, null, "dropped by its executor", null);
		assertThat(this.text.ended(ended(failed, cancelled, byThread, discarded))).isEqualTo(
				"""
						1 queued, 2 running, 1042 terminated, 3 dropped, 4 errors; 4 shown of 6 matched, 1000 kept, 1042 ended ever

						ID  OUTCOME    NAME        EXECUTOR  QUEUED   RAN  ENDED                     WHY                      CREATED FROM
						 5  FAILED     Order.ship  mail         2ms  1.2s  2026-11-23T07:19:19.000Z  IOException: reset       com.acme.Shop.open(Shop.java:7)
						 5  CANCELLED  Order.ship  mail         2ms  1.2s  2026-11-23T07:19:19.000Z  by 7 Shop.close          com.acme.Shop.open(Shop.java:7)
						 5  CANCELLED  Order.ship  mail         2ms  1.2s  2026-11-23T07:19:19.000Z  by thread main           com.acme.Shop.open(Shop.java:7)
						 5  DISCARDED  Order.ship  mail         2ms  1.2s  2026-11-23T07:19:19.000Z  dropped by its executor  com.acme.Shop.open(Shop.java:7)
						""");
	}

	@Test
	void chainTellsHowManyTasksAreLeftOutOfIt() {
		LiveTask task = running(142, "Order.ship", false);
		Creation root = new Creation(12, "Shop.open", List.of(), 0);
		Creation later = new Creation(141, "Shop.close", List.of(), 128);
		Creation own = new Creation(142, "Order.ship", List.of(FRAME), 0);
		assertThat(this.text.details(new TaskDetails(task, List.of(root, later, own), List.of(WORK), List.of())))
			.startsWith("""
					Creation chain, root first:

					12 Shop.open
					    (no stack)

					… 128 tasks left out

					141 Shop.close
					    (no stack)

					142 Order.ship
					""");
	}

	@Test
	void detailsOfALiveTaskEndWithWhereItIsNow() {
		LiveTask task = running(142, "Order.ship", false);
		Creation root = new Creation(12, "Shop.open", List.of(), 0);
		Creation own = new Creation(142, "Order.ship", List.of(FRAME), 0);
		assertThat(this.text.details(new TaskDetails(task, List.of(root, own), List.of(WORK), List.of()))).isEqualTo("""
				Creation chain, root first:

				12 Shop.open
				    (no stack)

				142 Order.ship
				    at com.acme.Shop.open(Shop.java:7)

				Task 142 Order.ship:
				    state      RUNNING
				    kind       ASYNC
				    executor   mail
				    parent     12
				    created    2026-11-23T07:19:17.000Z
				    from       com.acme.Shop.open(Shop.java:7)
				    queued     2ms
				    started    2026-11-23T07:19:17.002Z
				    running    3.4s
				    thread     task-3 (virtual, id 61, TIMED_WAITING)

				Where it is now:
				    at com.acme.Order.ship(Order.java:9)
				""");
	}

	@Test
	void detailsOfAFailedTaskEndWithItsException() {
		Failure failure = new Failure("java.io.IOException", "reset", List.of("com.acme.Order.ship(Order.java:9)",
				"Caused by: java.lang.IllegalStateException: closed", "com.acme.Shop.open(Shop.java:7)", "... 1 more"));
		assertThat(this.text.details(details(ended(TaskOutcome.FAILED, false, failure, null, null)))).endsWith("""
				    ran        1.2s
				    ended      2026-11-23T07:19:19.000Z

				java.io.IOException: reset
				    at com.acme.Order.ship(Order.java:9)
				Caused by: java.lang.IllegalStateException: closed
				    at com.acme.Shop.open(Shop.java:7)
				    ... 1 more
				""");
	}

	@Test
	void detailsOfACancelledTaskEndWithItsCancellationChain() {
		Canceller root = new Canceller(null, null, "main", List.of(FRAME));
		Canceller own = new Canceller(7L, "Shop.close", "task-1", List.of(WORK));
		EndedTask task = ended(TaskOutcome.CANCELLED, false, null, null, own);
		assertThat(this.text.details(new TaskDetails(task, List.of(), List.of(), List.of(root, own)))).contains("""
				Cancellation chain, root first:

				thread main
				    at com.acme.Shop.open(Shop.java:7)

				7 Shop.close on thread task-1
				    at com.acme.Order.ship(Order.java:9)

				Task 5 Order.ship:
				""").endsWith("    cancelled  by 7 Shop.close\n");
	}

	@Test
	void detailsTellWhyATaskWasDiscarded() {
		assertThat(this.text.details(details(ended(TaskOutcome.DISCARDED, false, null, "dropped", null))))
			.contains("    reason     dropped\n");
	}

	@Test
	void executorsAreATable() {
		TaskExecutorInfo full = new TaskExecutorInfo("mail", "org.acme.Pool", Coverage.FULL, 3, 2, null,
				new TaskPool(8, 8, 8, 2, 3, null, null));
		TaskExecutorInfo partial = new TaskExecutorInfo("jobs", "java.util.Timer",
				Coverage.partial("no hook", "outcome", "thread"), 0, 0, null, null);
		assertThat(this.text.executors(List.of(full, partial))).isEqualTo("""
				NAME  COVERAGE  QUEUED  RUNNING  THREADS  TYPE             MISSING          REASON
				mail  FULL           3        2      2/8  org.acme.Pool
				jobs  PARTIAL        0        0           java.util.Timer  outcome, thread  no hook
				""");
		assertThat(this.text.executors(List.of())).isEqualTo("No executors.\n");
	}

	@Test
	void findingsCarryTheirEvidence() {
		Finding deadlock = new Finding(FindingKind.POOL_DEADLOCK, Severity.CRITICAL, "mail", "2 threads wait", "mail",
				List.of(1L, 2L), List.of("1 waits for 3", "2 waits\n for 4"), "where 1");
		Finding blind = new Finding(FindingKind.BLIND_SPOT, Severity.INFO, "executors", "1 is not seen", null,
				List.of(), List.of(), null);
		assertThat(this.text.findings(List.of(deadlock, blind))).isEqualTo("""
				2 findings: 1 critical, 1 info

				CRITICAL POOL_DEADLOCK
				2 threads wait
				    1 waits for 3
				    2 waits\\n for 4
				    next: where 1

				INFO BLIND_SPOT
				1 is not seen
				""");
		assertThat(this.text.findings(List.of())).isEqualTo("No findings: nothing is wrong that taskmon can see.\n");
	}

	@Test
	void tablesFitTheTerminal() {
		TaskText narrow = new TaskText(TextStyle.terminal(80, false));
		assertThat(narrow.live(live(running(1, "Order.ship", false))).lines().skip(1))
			.allSatisfy((line) -> assertThat(line).hasSizeLessThanOrEqualTo(80))
			.anySatisfy((line) -> assertThat(line).endsWith("  3.4s  task-3  Shop.java:7"));
	}

	@Test
	void nothingThatOthersChoseReachesTheTerminal() {
		String hostile = "a\n\u001b[2Jb\u202e\r\u009b";
		StackTraceElement frame = new StackTraceElement(hostile, hostile, hostile, 1);
		Canceller canceller = new Canceller(7L, hostile, hostile, List.of(frame));
		TaskFacts facts = facts(1, hostile, false, true, hostile);
		LiveTask live = new LiveTask(facts, TaskState.RUNNING, false, Duration.ZERO,
				new TaskThread(1, hostile, false, Thread.State.RUNNABLE));
		EndedTask ended = new EndedTask(facts, TaskOutcome.FAILED, CREATED, null, false,
				new Failure(hostile, hostile, List.of(hostile, "Caused by: " + hostile)), hostile, canceller);
		List<Creation> chain = List.of(new Creation(1, hostile, List.of(frame), 0));
		Coverage coverage = Coverage.partial(hostile, hostile);
		assertThat(List.of(this.text.live(live(live)), this.text.ended(ended(ended)),
				this.text.details(new TaskDetails(live, chain, List.of(frame), List.of(canceller))),
				this.text.details(new TaskDetails(ended, chain, List.of(frame), List.of(canceller))),
				this.text.executors(List.of(new TaskExecutorInfo(hostile, hostile, coverage, 0, 0, null, null)))))
			.allSatisfy((answer) -> {
				assertThat(answer).contains("a\\n\\u001b[2Jb\\u202e\\r\\u009b");
				assertThat(answer.lines()).noneMatch((line) -> line.startsWith("\u001b"));
				assertThat(answer.replace("\n", "").codePoints()).noneMatch(Character::isISOControl)
					.doesNotContain(0x202e);
			});
	}

	private static TaskFacts facts(long id, String name, boolean preserved, boolean exact, String executor) {
		return new TaskFacts(id, name, TaskKind.ASYNC, (executor != null) ? executor : "mail", preserved, 12L, CREATED,
				SITE, exact, CREATED.plusMillis(2), Duration.ofMillis(2));
	}

	private static LiveTask running(long id, String name, boolean cancelled) {
		return new LiveTask(facts(id, name, false, true, null), TaskState.RUNNING, cancelled, Duration.ofMillis(3400),
				new TaskThread(61, "task-3", true, Thread.State.TIMED_WAITING));
	}

	private static EndedTask ended(TaskOutcome outcome, boolean bodyStillRunning, Failure failure, String reason,
			Canceller canceller) {
		return new EndedTask(facts(5, "Order.ship", false, true, null), outcome, CREATED.plusSeconds(2),
				Duration.ofMillis(1200), bodyStillRunning, failure, reason, canceller);
	}

	private static TaskList<LiveTask> live(LiveTask... tasks) {
		return new TaskList<>(COUNTS, List.of(tasks));
	}

	private static TaskList<EndedTask> ended(EndedTask... tasks) {
		return new TaskList<>(COUNTS, 6, 1000, List.of(tasks));
	}

	private static TaskDetails details(Task task) {
		return new TaskDetails(task, List.of(), List.of(), List.of());
	}

	@Test
	void framesOfFrameworksAreFolded() {
		TaskText folded = new TaskText(TextStyle.terminal(80, false));
		List<StackTraceElement> stack = List.of(new StackTraceElement("java.lang.Object", "wait", "Object.java", 1),
				frame("java.lang.Thread"), frame("org.springframework.util.A"), WORK, frame("java.util.List"), FRAME,
				frame("org.springframework.util.A"), frame("org.springframework.util.B"));
		assertThat(folded.stack("main", stack)).isEqualTo("""
				main
				    at java.lang.Object.wait(Object.java:1)
				    … 2 frames of Spring and the JDK
				    at com.acme.Order.ship(Order.java:9)
				    at java.util.List.call(A.java:1)
				    at com.acme.Shop.open(Shop.java:7)
				    … 2 frames of Spring
				""");
		assertThat(new TaskText(TextStyle.terminal(80, false).withAllFrames()).stack("main", stack).lines()).hasSize(9)
			.noneMatch((line) -> line.contains("…"));
	}

	@Test
	void framesOfAnExceptionAreFoldedButNeverItsCauses() {
		Failure failure = new Failure("java.io.IOException", "reset",
				List.of("java.io.A.b(A.java:1)", "java.io.A.c(A.java:2)", "java.io.A.d(A.java:3)",
						"Caused by: java.lang.Error", "java.io.B.b(B.java:1)", "java.io.B.c(B.java:2)", "... 9 more"));
		assertThat(new TaskText(TextStyle.terminal(80, false))
			.details(details(ended(TaskOutcome.FAILED, false, failure, null, null)))).endsWith("""
					java.io.IOException: reset
					    at java.io.A.b(A.java:1)
					    … 2 frames of the JDK
					Caused by: java.lang.Error
					    at java.io.B.b(B.java:1)
					    at java.io.B.c(B.java:2)
					    ... 9 more
					""");
	}

	@Test
	void framesOfTheApplicationStandOut() {
		TaskText coloured = new TaskText(TextStyle.terminal(80, true));
		assertThat(coloured.stack("main", List.of(frame("java.util.List"), WORK))).isEqualTo("""
				\u001b[1mmain\u001b[0m
				    \u001b[2mat java.util.List.call(A.java:1)\u001b[0m
				    \u001b[1mat com.acme.Order.ship(Order.java:9)\u001b[0m
				""");
	}

	@Test
	void terminalsTellHowLongAgoATaskEnded() {
		TaskText text = new TaskText(TextStyle.terminal(80, false),
				InstantSource.fixed(CREATED.plusSeconds(2).plusSeconds(125)));
		assertThat(text.ended(ended(ended(TaskOutcome.SUCCEEDED, false, null, null, null)))).contains("  2m05s ago");
	}

	private static StackTraceElement frame(String className) {
		return new StackTraceElement(className, "call", "A.java", 1);
	}

}
