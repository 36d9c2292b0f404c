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

import io.taskmon.console.ConsoleTools;
import io.taskmon.console.TaskJson;
import io.taskmon.read.TaskReader;
import io.taskmon.text.TaskText;
import org.jspecify.annotations.Nullable;

/**
 * {@code executors}: executor beans, and what can be seen of each.
 */
final class ExecutorsCommand extends ConsoleCommand {

	private static final Manual MANUAL = Manual
		.of("executors", "", "[--json]", "executor beans, and what taskmon can see of each")
		.with(Options.JSON);

	private final Session session;

	private final TaskReader reader;

	private final @Nullable TaskJson json;

	ExecutorsCommand(Session session, ConsoleTools tools) {
		super(MANUAL);
		this.session = session;
		this.reader = tools.reader();
		this.json = tools.json();
	}

	@Override
	void run(Arguments arguments) {
		arguments.none();
		this.session.show(arguments.has(Options.JSON) ? JsonOutput.of(this.json).executors() + "\n"
				: new TaskText(this.session.style()).executors(this.reader.executors()));
	}

}
