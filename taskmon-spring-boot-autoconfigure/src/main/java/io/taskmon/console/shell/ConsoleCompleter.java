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

package io.taskmon.console.shell;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import io.taskmon.console.command.Options;
import io.taskmon.text.PlainText;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jline.reader.Candidate;
import org.jline.reader.Completer;
import org.jline.reader.LineReader;
import org.jline.reader.ParsedLine;
import org.jspecify.annotations.Nullable;

import org.springframework.shell.core.command.Command;
import org.springframework.shell.core.command.CommandOption;
import org.springframework.shell.core.command.CommandRegistry;
import org.springframework.shell.core.command.completion.CompletionContext;
import org.springframework.shell.core.command.completion.CompletionProposal;

/**
 * Completes commands, options, and whatever the command proposes for its arguments and
 * the values of its options.
 */
final class ConsoleCompleter implements Completer {

	private static final Log logger = LogFactory.getLog("io.taskmon.console");

	private final CommandRegistry registry;

	ConsoleCompleter(CommandRegistry registry) {
		this.registry = registry;
	}

	@Override
	public void complete(LineReader reader, ParsedLine line, List<Candidate> candidates) {
		Optional<Typed> typed = typed(line.words().subList(0, line.wordIndex()));
		if (typed.isEmpty()) {
			addCommands(line, candidates);
			return;
		}
		try {
			complete(typed.get(), line, candidates);
		}
		catch (RuntimeException ex) {
			logger.debug("Nothing to propose", ex);
		}
	}

	/**
	 * Finds the command of the words, which may be several of them.
	 */
	private Optional<Typed> typed(List<String> words) {
		for (int count = words.size(); count > 0; count--) {
			Command command = this.registry.getCommandByName(String.join(" ", words.subList(0, count)));
			if (command != null) {
				return Optional.of(new Typed(command, words.subList(count, words.size())));
			}
		}
		return Optional.empty();
	}

	private void addCommands(ParsedLine line, List<Candidate> candidates) {
		String before = String.join(" ", line.words().subList(0, line.wordIndex()));
		String start = before.isEmpty() ? "" : before + " ";
		this.registry.getCommandsByPrefix(start)
			.stream()
			.filter((command) -> command.getName().startsWith(start))
			.forEach((command) -> {
				String next = command.getName().substring(start.length()).split(" ", 2)[0];
				candidates.add(candidate(next, command.getDescription(), candidates.size()));
				if (start.isEmpty()) {
					command.getAliases()
						.stream()
						.filter((alias) -> alias.length() > 1 && alias.startsWith(line.word())
								&& !line.word().isEmpty())
						.forEach((alias) -> candidates.add(candidate(alias, command.getName(), candidates.size())));
				}
			});
	}

	private static void complete(Typed typed, ParsedLine line, List<Candidate> candidates) {
		CommandOption pending = typed.pendingOption();
		int equals = line.word().startsWith("--") ? line.word().indexOf('=') : -1;
		if (pending == null && equals > 0) {
			String name = line.word().substring(0, equals);
			Options.find(typed.command(), name)
				.filter((option) -> !Options.isFlag(option))
				.ifPresent((option) -> propose(typed.command(), option, name + "=", line, candidates));
			return;
		}
		if (pending == null && line.word().startsWith("-")) {
			typed.command()
				.getOptions()
				.stream()
				.filter((option) -> !typed.hasGiven(option))
				.forEach((option) -> Options.spellings(option)
					.forEach(
							(name) -> candidates.add(candidate(name, Options.description(option), candidates.size()))));
			return;
		}
		propose(typed.command(), pending, "", line, candidates);
	}

	private static void propose(Command command, @Nullable CommandOption option, String before, ParsedLine line,
			List<Candidate> candidates) {
		CompletionContext context = new CompletionContext(line.words(), line.wordIndex(), line.wordCursor(), command,
				option);
		for (CompletionProposal proposal : command.getCompletionProvider().apply(context)) {
			if (isPlain(proposal.value())) {
				candidates.add(new Candidate(before + proposal.value(), plain(proposal.displayText()),
						plain(proposal.category()), plain(proposal.description()), null, null, proposal.complete(),
						candidates.size()));
			}
		}
	}

	private static Candidate candidate(String value, @Nullable String description, int order) {
		return new Candidate(value, value, null, plain(description), null, null, true, order);
	}

	// Names of threads and beans can be anything
	private static boolean isPlain(String text) {
		return PlainText.line(text).equals(text);
	}

	private static @Nullable String plain(@Nullable String text) {
		return (text != null) ? PlainText.line(text) : null;
	}

	/**
	 * A command and the words typed after it.
	 *
	 * @param command the command
	 * @param words the complete words after it
	 */
	private record Typed(Command command, List<String> words) {

		/**
		 * Returns the option whose value comes next.
		 */
		@Nullable CommandOption pendingOption() {
			if (this.words.isEmpty()) {
				return null;
			}
			return Options.find(this.command, this.words.get(this.words.size() - 1))
				.filter((option) -> !Options.isFlag(option))
				.orElse(null);
		}

		boolean hasGiven(CommandOption option) {
			return new ArrayList<>(this.words).removeAll(Options.spellings(option));
		}

	}

}
