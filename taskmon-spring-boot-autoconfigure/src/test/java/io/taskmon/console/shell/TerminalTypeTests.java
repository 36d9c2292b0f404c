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

import org.jline.utils.InfoCmp;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link TerminalType}.
 */
class TerminalTypeTests {

	@ParameterizedTest
	@CsvSource({ "xterm-256color,XTERM_256COLOR", "xterm,XTERM", "XTERM-kitty,XTERM", "tmux-256color,SCREEN_256COLOR",
			"screen,SCREEN", "rxvt-unicode-256color,RXVT_UNICODE_256COLOR", "'',DUMB", "dumb,DUMB", "vt100,ANSI",
			"../../etc/passwd,ANSI", "-x,ANSI" })
	void nearestOfTheKnownIsTaken(String name, TerminalType type) {
		assertThat(TerminalType.of(name)).isEqualTo(type);
	}

	@ParameterizedTest
	@EnumSource
	void knownTypesNeedNoProcess(TerminalType type) {
		assertThat(InfoCmp.getLoadedInfoCmp(type.terminfoName())).isNotEmpty();
	}

	@Test
	void coloursAreThoseOfTheTerminal() {
		assertThat(TerminalType.DUMB.hasColours()).isFalse();
		assertThat(TerminalType.ANSI.hasColours()).isTrue();
	}

}
