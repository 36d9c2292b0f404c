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

import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

import org.springframework.shell.core.command.Command;
import org.springframework.shell.core.command.CommandRegistry;

/**
 * Guesses which command was meant.
 */
final class Suggestions {

	private static final int MAX_NAME = 40;

	private Suggestions() {
	}

	static String hint(String name, CommandRegistry registry) {
		List<String> near = near(name, registry);
		return near.isEmpty() ? "" : " Did you mean " + String.join(" or ", near) + "?";
	}

	static List<String> near(String name, CommandRegistry registry) {
		if (name.length() > MAX_NAME) {
			return List.of();
		}
		int most = (name.length() > 3) ? 2 : 1;
		return registry.getCommands()
			.stream()
			.filter((command) -> !command.isHidden())
			.flatMap((command) -> names(command).map((other) -> new Near(other, distance(name, other))))
			.filter((near) -> near.distance() <= most || (name.length() > 2 && near.name().startsWith(name)))
			.sorted(Comparator.comparing(Near::distance).thenComparing(Near::name))
			.map(Near::name)
			.distinct()
			.limit(3)
			.toList();
	}

	private static Stream<String> names(Command command) {
		return Stream.concat(Stream.of(command.getName()),
				command.getAliases().stream().filter((alias) -> alias.length() > 2));
	}

	/**
	 * Returns how many characters have to be added, left out, replaced or swapped with
	 * their neighbour to make one name of the other.
	 */
	static int distance(String one, String other) {
		int[][] distances = new int[one.length() + 1][other.length() + 1];
		for (int i = 0; i <= one.length(); i++) {
			for (int j = 0; j <= other.length(); j++) {
				distances[i][j] = (i == 0 || j == 0) ? i + j : distance(one, other, distances, i, j);
			}
		}
		return distances[one.length()][other.length()];
	}

	private static int distance(String one, String other, int[][] distances, int i, int j) {
		int replaced = distances[i - 1][j - 1] + ((one.charAt(i - 1) == other.charAt(j - 1)) ? 0 : 1);
		int least = Math.min(replaced, Math.min(distances[i - 1][j], distances[i][j - 1]) + 1);
		boolean swapped = i > 1 && j > 1 && one.charAt(i - 1) == other.charAt(j - 2)
				&& one.charAt(i - 2) == other.charAt(j - 1);
		return swapped ? Math.min(least, distances[i - 2][j - 2] + 1) : least;
	}

	private record Near(String name, int distance) {

	}

}
