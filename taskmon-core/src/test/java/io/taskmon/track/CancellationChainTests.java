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

import java.util.List;

import com.example.orders.OrderController;
import io.taskmon.task.Canceller;
import io.taskmon.task.Limits;
import io.taskmon.task.TaskKind;
import io.taskmon.task.TaskOutcome;
import io.taskmon.track.fixture.Collectable;
import io.taskmon.track.fixture.HandSteppedTask;
import io.taskmon.track.fixture.TestMonitor;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Who cancelled a task, and who cancelled the canceller, whatever has become of them.
 */
class CancellationChainTests {

	private final TaskCode otherSite = TaskCode.ofMethod("com.example.mail.MailService", "watch", TaskKind.ASYNC,
			false);

	private final TestMonitor monitor = new TestMonitor(new Limits(1_000, 3, 1), TestMonitor.NO_STACKS);

	@Test
	void cancellerWithoutATaskIsAThread() {
		HandSteppedTask victim = this.monitor.submit();
		cancel(victim);
		Canceller canceller = this.monitor.onlyEnded().cancelledBy();
		assertThat(canceller).isNotNull();
		assertThat(canceller.taskId()).isNull();
		assertThat(canceller.name()).isNull();
		assertThat(canceller.thread()).isEqualTo(Thread.currentThread().getName());
		assertThat(this.monitor.details(victim.id()).cancellationChain()).containsExactly(canceller);
	}

	@Test
	void cancellerIsTheTaskOnTheCancellingThreadWithItsStack() throws Exception {
		HandSteppedTask watcher = this.monitor.submit(this.otherSite);
		HandSteppedTask victim = this.monitor.submit();
		Thread thread = new Thread(
				() -> watcher.inside(() -> OrderController.place(Runnable::run, victim.tracked()::noteCanceller)),
				"watching");
		thread.start();
		thread.join(10_000);
		victim.tracked().endCancelled();
		Canceller canceller = this.monitor.onlyEnded().cancelledBy();
		assertThat(canceller).isNotNull();
		assertThat(canceller.taskId()).isEqualTo(watcher.id());
		assertThat(canceller.name()).isEqualTo("MailService.watch");
		assertThat(canceller.thread()).isEqualTo("watching");
		assertThat(canceller.stack()).extracting(StackTraceElement::getMethodName).startsWith("ship", "place");
	}

	@Test
	void chainGoesBackToTheRootCanceller() {
		HandSteppedTask first = this.monitor.submit(this.otherSite);
		HandSteppedTask second = this.monitor.submit();
		HandSteppedTask third = this.monitor.submit();
		first.begin();
		second.begin();
		cancel(first);
		first.inside(() -> cancel(second));
		second.inside(() -> cancel(third));
		assertThat(chain(third)).containsExactly(null, first.id(), second.id());
		assertThat(chain(second)).containsExactly(null, first.id());
		assertThat(chain(first)).containsExactly((Long) null);
	}

	@Test
	void chainOutlivesItsTasks() {
		HandSteppedTask first = this.monitor.submit(this.otherSite);
		HandSteppedTask second = this.monitor.submit();
		HandSteppedTask third = this.monitor.submit(this.monitor.preservedSite);
		cancel(first);
		first.inside(() -> cancel(second));
		second.inside(() -> cancel(third));
		for (int i = 0; i < 10; i++) {
			this.monitor.submit().run();
		}
		assertThat(this.monitor.monitor.reader().find(first.id())).isEmpty();
		assertThat(this.monitor.monitor.reader().find(second.id())).isEmpty();
		assertThat(chain(third)).containsExactly(null, first.id(), second.id());
		assertThat(this.monitor.details(third.id()).cancellationChain()).extracting(Canceller::name)
			.containsExactly(null, "MailService.watch", "OrderService.ship");
	}

	@Test
	void chainKeepsNoTaskAlive() {
		HandSteppedTask third = this.monitor.submit(this.monitor.preservedSite);
		Collectable cancellers = new Collectable();
		cancelThroughTwo(third, cancellers);
		cancellers.awaitCollection();
		assertThat(chain(third)).hasSize(3);
	}

	private void cancelThroughTwo(HandSteppedTask third, Collectable cancellers) {
		HandSteppedTask first = new HandSteppedTask(this.monitor.tracker, this.otherSite, null, () -> {
		});
		HandSteppedTask second = first.submitChild();
		cancel(first);
		first.inside(() -> cancel(second));
		second.inside(() -> cancel(third));
		for (int i = 0; i < 3; i++) {
			this.monitor.submit().run();
		}
		cancellers.watch(first.tracked());
		cancellers.watch(second.tracked());
	}

	@Test
	void chainIsBounded() {
		HandSteppedTask canceller = this.monitor.submit();
		cancel(canceller);
		for (int i = 0; i < 500; i++) {
			HandSteppedTask victim = this.monitor.submit();
			canceller.inside(() -> cancel(victim));
			assertThat(chain(victim)).hasSizeLessThanOrEqualTo(Cancellation.MAX_DEPTH).endsWith(canceller.id());
			canceller = victim;
		}
	}

	@Test
	void firstCancellerIsTheOne() {
		HandSteppedTask first = this.monitor.submit();
		HandSteppedTask second = this.monitor.submit();
		HandSteppedTask victim = this.monitor.submit();
		victim.begin();
		first.inside(() -> cancel(victim));
		second.inside(() -> cancel(victim));
		victim.succeed();
		second.inside(() -> cancel(victim));
		assertThat(chain(victim)).containsExactly(first.id());
	}

	@Test
	void taskThatCancelsItselfIsItsOwnCanceller() {
		HandSteppedTask task = this.monitor.submit();
		task.begin();
		task.inside(() -> cancel(task));
		assertThat(chain(task)).containsExactly(task.id());
	}

	@Test
	void tasksThatCancelEachOtherMakeNoCycle() {
		HandSteppedTask one = this.monitor.submit();
		HandSteppedTask other = this.monitor.submit();
		one.begin();
		other.begin();
		one.inside(() -> cancel(other));
		other.inside(() -> cancel(one));
		assertThat(chain(one)).containsExactly(one.id(), other.id());
		assertThat(chain(other)).containsExactly(one.id());
	}

	@Test
	void taskCancelledWithoutANoteIsCancelledByNobodyKnown() {
		HandSteppedTask task = this.monitor.submit();
		task.tracked().endCancelled();
		assertThat(this.monitor.onlyEnded().cancelledBy()).isNull();
		assertThat(chain(task)).isEmpty();
	}

	@Test
	void noteAloneCancelsNothing() {
		HandSteppedTask task = this.monitor.submit();
		task.tracked().noteCanceller();
		assertThat(this.monitor.live()).hasSize(1);
		task.run();
		assertThat(this.monitor.onlyEnded().outcome()).isEqualTo(TaskOutcome.SUCCEEDED);
		assertThat(this.monitor.onlyEnded().cancelledBy()).isNull();
		assertThat(chain(task)).isEmpty();
	}

	@Test
	void noteAfterTheEndHasNoEffect() {
		HandSteppedTask task = this.monitor.submit();
		task.tracked().endCancelled();
		task.tracked().noteCanceller();
		assertThat(this.monitor.onlyEnded().cancelledBy()).isNull();
	}

	private static void cancel(HandSteppedTask task) {
		task.tracked().noteCanceller();
		task.tracked().endCancelled();
	}

	private List<Long> chain(HandSteppedTask task) {
		return this.monitor.details(task.id()).cancellationChain().stream().map(Canceller::taskId).toList();
	}

}
