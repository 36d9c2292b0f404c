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
 * Reads numbers that people type. The JDK reads the digits of all scripts, which look
 * like other things, or like nothing, to whoever does not read these.
 */
public final class Digits {

	private Digits() {
	}

	/**
	 * Reads a number in ASCII digits.
	 * @param text the number
	 * @return its value
	 * @throws NumberFormatException if it is none
	 */
	public static long parseLong(String text) {
		return Long.parseLong(requireAscii(text));
	}

	/**
	 * Reads a number in ASCII digits.
	 * @param text the number
	 * @return its value
	 * @throws NumberFormatException if it is none
	 */
	public static int parseInt(String text) {
		return Integer.parseInt(requireAscii(text));
	}

	private static String requireAscii(String text) {
		if (text.chars().anyMatch((each) -> each > 0x7f)) {
			throw new NumberFormatException("Not in ASCII digits");
		}
		return text;
	}

}
