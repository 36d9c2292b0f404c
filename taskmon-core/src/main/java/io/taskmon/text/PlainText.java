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

import java.util.Locale;

/**
 * Makes text that others chose safe to show: names of threads and beans, messages of
 * exceptions, values of parameters.
 */
public final class PlainText {

	private PlainText() {
	}

	/**
	 * Writes a text on one line. What would move the cursor, break the line, reorder it
	 * or be no character at all is escaped, such as {@code \n} and {@code \u001b}.
	 * @param text any text
	 * @return the text without control, format, separator and surrogate characters
	 */
	public static String line(String text) {
		if (text.codePoints().allMatch(PlainText::isPlain)) {
			return text;
		}
		StringBuilder line = new StringBuilder();
		text.codePoints().forEach((codePoint) -> append(line, codePoint));
		return line.toString();
	}

	/**
	 * Writes a text on one line as {@link #line(String)} does, shortened.
	 * @param text any text
	 * @param columns columns that the line may take, at least 1
	 * @return the line, with {@code …} in the place of what is left out
	 */
	public static String line(String text, int columns) {
		boolean longText = text.length() > columns * 4;
		return Cut.END.apply(line(longText ? text.substring(0, columns * 4) : text), columns);
	}

	/**
	 * Replaces halves of surrogate pairs, which no encoding can represent.
	 * @param text any text
	 * @return the text, with {@code U+FFFD} in their place
	 */
	public static String wellFormed(String text) {
		if (text.codePoints().noneMatch(PlainText::isSurrogate)) {
			return text;
		}
		return text.codePoints()
			.map((codePoint) -> isSurrogate(codePoint) ? 0xFFFD : codePoint)
			.collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
			.toString();
	}

	private static boolean isSurrogate(int codePoint) {
		return Character.getType(codePoint) == Character.SURROGATE;
	}

	private static boolean isPlain(int codePoint) {
		return switch (Character.getType(codePoint)) {
			case Character.CONTROL, Character.FORMAT, Character.SURROGATE, Character.LINE_SEPARATOR,
					Character.PARAGRAPH_SEPARATOR ->
				false;
			default -> true;
		};
	}

	private static void append(StringBuilder line, int codePoint) {
		if (isPlain(codePoint)) {
			line.appendCodePoint(codePoint);
		}
		else {
			line.append(escaped(codePoint));
		}
	}

	private static String escaped(int codePoint) {
		return switch (codePoint) {
			case '\n' -> "\\n";
			case '\r' -> "\\r";
			case '\t' -> "\\t";
			default -> String.format(Locale.ROOT, "\\u%04x", codePoint);
		};
	}

}
