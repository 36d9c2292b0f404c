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

import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.shell.core.command.Command;
import org.springframework.shell.core.command.CommandRegistry;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Suggestions}.
 */
class SuggestionsTests {

	private final CommandRegistry registry = new CommandRegistry(
			Set.of(command("where", "w"), command("where-terminated", "wt"), command("ps"), command("cancel", "ca")));

	@ParameterizedTest
	@CsvSource({ "where,where,0", "wehre,where,1", "whre,where,1", "wheree,where,1", "whexe,where,1", "ps,sp,1",
			"'',abc,3", "abc,xyz,3" })
	void distanceCountsEdits(String one, String other, int distance) {
		assertThat(Suggestions.distance(one, other)).isEqualTo(distance);
		assertThat(Suggestions.distance(other, one)).isEqualTo(distance);
	}

	@Test
	void nearCommandsAreFoundNearestFirst() {
		assertThat(Suggestions.near("wher", this.registry)).containsExactly("where", "where-terminated");
		assertThat(Suggestions.near("cancle", this.registry)).containsExactly("cancel");
		assertThat(Suggestions.near("p", this.registry)).containsExactly("ps");
		assertThat(Suggestions.near("reboot", this.registry)).isEmpty();
		assertThat(Suggestions.near("x".repeat(100_000), this.registry)).isEmpty();
	}

	private static Command command(String name, String... aliases) {
		return Command.builder().name(name).aliases(aliases).execute((context) -> "");
	}

}
