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

package io.taskmon.console;

import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

import io.taskmon.diagnosis.Diagnosis;
import io.taskmon.read.TaskReader;
import io.taskmon.task.TaskCanceller;
import org.jspecify.annotations.Nullable;

import org.springframework.shell.core.command.Command;

/**
 * What the commands work with.
 *
 * @param reader what they show
 * @param diagnosis tells what is wrong
 * @param canceller what they cancel with
 * @param mayCancel whether tasks may be cancelled, asked each time
 * @param json writes JSON, {@code null} if nothing can
 * @param audit is told what they do; its errors reach nobody
 * @param applicationCommands gives the commands of the application, asked for each
 * session
 */
public record ConsoleTools(TaskReader reader, Diagnosis diagnosis, TaskCanceller canceller, BooleanSupplier mayCancel,
		@Nullable TaskJson json, ConsoleAudit audit, Supplier<List<Command>> applicationCommands) {

	public ConsoleTools {
		audit = new SafeAudit(audit);
	}

}
