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

/**
 * How many columns text takes where each character has the same width: ideographs and
 * emoji take two, accents of their own none.
 */
final class DisplayWidth {

	private static final int[][] WIDE = { { 0x1100, 0x115F }, { 0x2E80, 0x303E }, { 0x3041, 0xA4CF },
			{ 0xAC00, 0xD7A3 }, { 0xF900, 0xFAFF }, { 0xFE30, 0xFE6F }, { 0xFF00, 0xFF60 }, { 0xFFE0, 0xFFE6 },
			{ 0x1F300, 0x1F64F }, { 0x1F680, 0x1F6FF }, { 0x1F900, 0x1FAFF }, { 0x20000, 0x3FFFD } };

	private DisplayWidth() {
	}

	static int of(String text) {
		return text.codePoints().map(DisplayWidth::of).sum();
	}

	/**
	 * Returns as much of the beginning of a text as fits.
	 */
	static String head(String text, int columns) {
		int end = 0;
		int taken = 0;
		while (end < text.length()) {
			int codePoint = text.codePointAt(end);
			taken += of(codePoint);
			if (taken > columns) {
				break;
			}
			end += Character.charCount(codePoint);
		}
		return text.substring(0, end);
	}

	/**
	 * Returns as much of the end of a text as fits.
	 */
	static String tail(String text, int columns) {
		int start = text.length();
		int taken = 0;
		while (start > 0) {
			int codePoint = text.codePointBefore(start);
			taken += of(codePoint);
			if (taken > columns) {
				break;
			}
			start -= Character.charCount(codePoint);
		}
		return text.substring(start);
	}

	private static int of(int codePoint) {
		return switch (Character.getType(codePoint)) {
			case Character.NON_SPACING_MARK, Character.ENCLOSING_MARK -> 0;
			default -> isWide(codePoint) ? 2 : 1;
		};
	}

	private static boolean isWide(int codePoint) {
		for (int[] range : WIDE) {
			if (codePoint >= range[0] && codePoint <= range[1]) {
				return true;
			}
		}
		return false;
	}

}
