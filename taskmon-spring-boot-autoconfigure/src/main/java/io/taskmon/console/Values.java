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
import java.util.Locale;
import java.util.function.Supplier;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import org.springframework.shell.core.command.CommandOption;
import org.springframework.shell.core.command.completion.CompletionProposal;

/**
 * Proposes values of options.
 */
final class Values {

	private Values() {
	}

	static List<CompletionProposal> of(@Nullable CommandOption option, Supplier<List<String>> executors) {
		if (option == null) {
			return List.of();
		}
		Stream<String> values = Options.EXECUTOR.equals(option) ? executors.get().stream()
				: Options.values(option).stream().map((value) -> value.toLowerCase(Locale.ROOT));
		return values.map(CompletionProposal::new).toList();
	}

}
