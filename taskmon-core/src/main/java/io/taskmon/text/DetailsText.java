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

import io.taskmon.task.Canceller;
import io.taskmon.task.Creation;
import io.taskmon.task.Elapsed;
import io.taskmon.task.EndedTask;
import io.taskmon.task.LiveTask;
import io.taskmon.task.Task;
import io.taskmon.task.TaskContext;
import io.taskmon.task.TaskDetails;
import io.taskmon.task.TaskFacts;
import io.taskmon.task.TaskThread;
import org.jspecify.annotations.Nullable;

/**
 * Everything known of one task, as text: where it came from first, the task itself last.
 */
final class DetailsText {

	private static final String INDENT = "    ";

	private final TaskDetails details;

	private final Lines lines;

	private final StackText stacks;

	DetailsText(TaskDetails details, TextStyle style) {
		this.details = details;
		this.lines = new Lines(style);
		this.stacks = new StackText(this.lines, details.application());
	}

	String text() {
		creationChain();
		cancellationChain();
		task();
		liveStack();
		failure();
		return this.lines.toString();
	}

	private void creationChain() {
		this.lines.add("Creation chain, root first:");
		for (Creation creation : this.details.creationChain()) {
			if (creation.leftOut() > 0) {
				this.lines.blank().add(Tone.FAINT, "… " + creation.leftOut() + " tasks left out");
			}
			this.lines.blank().add(Tone.STRONG, creation.id() + " " + creation.name());
			this.stacks.addOrigin(creation.stack());
		}
	}

	private void cancellationChain() {
		if (this.details.cancellationChain().isEmpty()) {
			return;
		}
		this.lines.blank().add("Cancellation chain, root first:");
		for (Canceller canceller : this.details.cancellationChain()) {
			this.lines.blank()
				.add(Tone.STRONG,
						(canceller.taskId() != null) ? Wording.canceller(canceller) + " on thread " + canceller.thread()
								: Wording.canceller(canceller));
			this.stacks.addOrigin(canceller.stack());
		}
	}

	private void task() {
		Task task = this.details.task();
		this.lines.blank().add(Tone.STRONG, "Task " + task.facts().id() + " " + task.facts().name() + ":");
		if (task instanceof LiveTask live) {
			live(live);
		}
		else if (task instanceof EndedTask ended) {
			ended(ended);
		}
	}

	private void live(LiveTask live) {
		fact("state", Tone.of(live), Wording.state(live));
		facts(live.facts());
		fact("running", (live.runningFor() != null) ? Elapsed.text(live.runningFor()) : null);
		fact("thread", (live.thread() != null) ? thread(live.thread()) : null);
	}

	private void ended(EndedTask ended) {
		fact("outcome", Tone.of(ended.outcome()), Wording.outcome(ended));
		facts(ended.facts());
		fact("ran", (ended.ranFor() != null) ? Elapsed.text(ended.ranFor()) : null);
		fact("ended", Wording.instant(ended.terminatedAt()));
		fact("reason", ended.reason());
		fact("cancelled", (ended.cancelledBy() != null) ? "by " + Wording.canceller(ended.cancelledBy()) : null);
	}

	private void facts(TaskFacts facts) {
		fact("kind", facts.kind().name());
		fact("executor", facts.executor());
		fact("preserved", facts.preserved() ? "yes" : null);
		fact("parent", (facts.parentId() != null) ? facts.parentId().toString() : null);
		context(facts.context());
		fact("created", Wording.instant(facts.createdAt()));
		fact("from", Wording.markedSite(facts));
		fact("queued", Elapsed.text(facts.queuedFor()));
		fact("started", (facts.startedAt() != null) ? Wording.instant(facts.startedAt()) : null);
	}

	private void context(@Nullable TaskContext context) {
		if (context != null) {
			fact("trace", context.traceId());
			fact("span", context.spanId());
			fact("mdc", context.mdc().isEmpty() ? null : Wording.pairs(context.mdc()));
		}
	}

	private static String thread(TaskThread thread) {
		return thread.name() + " (" + (thread.virtual() ? "virtual, " : "") + "id " + thread.id() + ", "
				+ thread.state() + ")";
	}

	private void fact(String label, @Nullable String value) {
		fact(label, Tone.NORMAL, value);
	}

	private void fact(String label, Tone tone, @Nullable String value) {
		if (value != null) {
			this.lines.add(INDENT + label + " ".repeat(11 - label.length()), tone, value);
		}
	}

	private void liveStack() {
		if (!this.details.stack().isEmpty()) {
			this.lines.blank().add("Where it is now:");
			this.stacks.add(this.details.stack());
		}
	}

	private void failure() {
		if (this.details.task() instanceof EndedTask ended && ended.failure() != null) {
			this.lines.blank();
			this.stacks.add(ended.failure());
		}
	}

}
