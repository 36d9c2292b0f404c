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

package io.taskmon.console.command;

import java.util.List;
import java.util.Map;

import io.taskmon.console.ConsoleEvent;
import io.taskmon.console.ConsoleTools;
import io.taskmon.task.CancelRequest;
import io.taskmon.task.TaskCanceller.Result;
import io.taskmon.text.TaskText;

import org.springframework.shell.core.command.completion.CompletionContext;
import org.springframework.shell.core.command.completion.CompletionProposal;

/**
 * {@code cancel}: cancels a task, where the application allows it.
 */
final class CancelCommand extends ConsoleCommand {

	private static final Manual MANUAL = Manual.of("cancel", "ca", "ID", "cancels a live task")
		.examples(new Manual.Example("cancel 142", "cancels it, and interrupts its thread if it runs"));

	private final Session session;

	private final ConsoleTools tools;

	private final TaskIds ids;

	CancelCommand(Session session, ConsoleTools tools, TaskIds ids) {
		super(MANUAL);
		this.session = session;
		this.tools = tools;
		this.ids = ids;
	}

	@Override
	void run(Arguments arguments) {
		long id = arguments.id();
		if (!this.tools.mayCancel().getAsBoolean()) {
			audit(ConsoleEvent.Type.CANCEL_REFUSED, id, "not allowed");
			throw new CommandFailure(
					"Not allowed: cancelling needs management.endpoint.tasks.access=unrestricted in the application");
		}
		Result result = this.tools.canceller()
			.cancel(id, new CancelRequest(this.session.user(), "console from " + this.session.address()));
		audit(ConsoleEvent.Type.CANCEL, id, result.name());
		String message = TaskText.cancellation(id, result);
		switch (result) {
			case CANCELLED, INTERRUPTED -> this.session.show(message + "\n");
			case ALREADY_ENDED, NOT_CANCELLABLE, NOT_FOUND -> throw new CommandFailure(message);
		}
	}

	private void audit(ConsoleEvent.Type type, long id, String result) {
		this.tools.audit()
			.onEvent(new ConsoleEvent(type, this.session.user(), this.session.address(),
					Map.of("task", Long.toString(id), "result", result)));
	}

	@Override
	List<CompletionProposal> complete(CompletionContext context) {
		return this.ids.live(context);
	}

}
