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

import java.util.List;

/**
 * Text in the making, line by line. Whatever the lines hold, none has control characters
 * but those of its style.
 */
final class Lines {

	private static final int MAX_LINE = 2_000;

	private final TextStyle style;

	private final StringBuilder text = new StringBuilder();

	Lines(TextStyle style) {
		this.style = style;
	}

	TextStyle style() {
		return this.style;
	}

	Lines blank() {
		this.text.append('\n');
		return this;
	}

	Lines add(String line) {
		return add(Tone.NORMAL, line);
	}

	Lines add(Tone tone, String line) {
		return add("", tone, line);
	}

	Lines add(String before, Tone tone, String line) {
		this.text.append(PlainText.line(before, MAX_LINE))
			.append(this.style.paint(tone, PlainText.line(line, MAX_LINE)))
			.append('\n');
		return this;
	}

	/**
	 * Adds the lines of a table, which are harmless by themselves.
	 */
	Lines add(Table table) {
		table.lines(this.style).forEach((line) -> this.text.append(line).append('\n'));
		return this;
	}

	Lines addAll(List<String> lines) {
		lines.forEach(this::add);
		return this;
	}

	@Override
	public String toString() {
		return this.text.toString();
	}

}
