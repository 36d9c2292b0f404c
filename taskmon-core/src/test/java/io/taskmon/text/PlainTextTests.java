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

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link PlainText}.
 */
class PlainTextTests {

	@Test
	void textWithoutControlCharactersStaysAsItIs() {
		String text = "Überweisung.ausführen(日本語) 🚀 c:\\temp";
		assertThat(PlainText.line(text)).isEqualTo(text);
	}

	@Test
	void lineBreaksAreEscaped() {
		assertThat(PlainText.line("a\nb\r\nc\td\u2028e\u2029f\u0085g"))
			.isEqualTo("a\\nb\\r\\nc\\td\\u2028e\\u2029f\\u0085g");
	}

	@Test
	void terminalSequencesAreEscaped() {
		assertThat(PlainText.line("\u001b[2J\u009b31m\u0007\u0000\u007f"))
			.isEqualTo("\\u001b[2J\\u009b31m\\u0007\\u0000\\u007f");
	}

	@Test
	void whatReordersTextIsEscaped() {
		assertThat(PlainText.line("a\u202eb\u2066c\u200bd")).isEqualTo("a\\u202eb\\u2066c\\u200bd");
	}

	@Test
	void halfCharactersAreEscaped() {
		assertThat(PlainText.line("a\uD83Db")).isEqualTo("a\\ud83db");
	}

	@ParameterizedTest
	@CsvSource({ "abcdef, 6, abcdef", "abcdefg, 6, abcde…", "日本語, 6, 日本語", "日本語文, 6, 日本…", "🚀🚀🚀🚀, 6, 🚀🚀…" })
	void longLinesAreShortened(String text, int columns, String line) {
		assertThat(PlainText.line(text, columns)).isEqualTo(line);
	}

	@Test
	void longTextCostsNoMoreThanWhatIsShown() {
		assertThat(PlainText.line("\u001b".repeat(10_000_000), 10)).isEqualTo("\\u001b\\u0…");
	}

	@Test
	void halfCharactersAreReplacedWhereTextIsNotEscaped() {
		assertThat(PlainText.wellFormed("a\uD83Db\uDE80")).isEqualTo("a\uFFFDb\uFFFD");
		assertThat(PlainText.wellFormed("a🚀\n")).isEqualTo("a🚀\n");
	}

}
