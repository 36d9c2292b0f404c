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

import io.taskmon.console.command.UsageException;

/**
 * Splits a line into words. Quotes of either sort hold words together; there is no other
 * special character.
 */
final class Words {

	private static final char NONE = 0;

	private final List<String> words = new ArrayList<>();

	private final StringBuilder word = new StringBuilder();

	private boolean inWord;

	private char quote = NONE;

	private Words() {
	}

	/**
	 * Returns the words of a line.
	 * @throws UsageException if a quote is not closed
	 */
	static List<String> of(String line) {
		Words words = new Words();
		line.chars().forEach((character) -> words.add((char) character));
		if (words.quote != NONE) {
			throw new UsageException("A quote (" + words.quote + ") is not closed");
		}
		words.end();
		return words.words;
	}

	private void add(char character) {
		if (this.quote != NONE) {
			addQuoted(character);
		}
		else if (character == '"' || character == '\'') {
			this.quote = character;
			this.inWord = true;
		}
		else if (Character.isWhitespace(character)) {
			end();
		}
		else {
			this.word.append(character);
			this.inWord = true;
		}
	}

	private void addQuoted(char character) {
		if (character == this.quote) {
			this.quote = NONE;
		}
		else {
			this.word.append(character);
		}
	}

	private void end() {
		if (this.inWord) {
			this.words.add(this.word.toString());
		}
		this.word.setLength(0);
		this.inWord = false;
	}

}
