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

package io.taskmon.actuate.page;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/**
 * Turns JSON in UTF-8 into the same JSON in ASCII, part by part: what is not ASCII can
 * only be in its strings, and becomes an escape there. What orders text anew, hides in it
 * or steers a terminal then reaches nobody who only prints an answer, whichever mapper
 * wrote it. Not thread-safe.
 */
final class AsciiJson {

	private static final char[] HEX = "0123456789abcdef".toCharArray();

	private static final int DELETE = 0x7f;

	private static final int INCOMPLETE = 0xFFFD;

	private int codePoint;

	// Bytes of a character that are still to come
	private int missing;

	/**
	 * Returns whether a media type is JSON in UTF-8.
	 */
	static boolean isJson(String contentType) {
		int parameters = contentType.indexOf(';');
		String type = ((parameters < 0) ? contentType : contentType.substring(0, parameters)).strip();
		return type.equalsIgnoreCase("application/json") || type.endsWith("+json");
	}

	/**
	 * Writes a text as a string of JSON, in ASCII.
	 */
	static String string(String text) {
		String escaped = text.codePoints()
			.mapToObj((each) -> (each < ' ') ? String.format("\\u%04x", each)
					: (each == '"' || each == '\\') ? "\\" + (char) each : Character.toString(each))
			.reduce("", String::concat);
		byte[] utf8 = ('"' + escaped + '"').getBytes(StandardCharsets.UTF_8);
		return new String(new AsciiJson().next(utf8, 0, utf8.length), StandardCharsets.US_ASCII);
	}

	/**
	 * Returns the next part.
	 * @param bytes holds it in UTF-8
	 * @param offset where it begins
	 * @param length its length in bytes
	 * @return it in ASCII
	 */
	byte[] next(byte[] bytes, int offset, int length) {
		ByteArrayOutputStream ascii = new ByteArrayOutputStream(length + length / 8);
		for (int i = offset; i < offset + length; i++) {
			next(bytes[i] & 0xff, ascii);
		}
		return ascii.toByteArray();
	}

	private void next(int unit, ByteArrayOutputStream ascii) {
		if (unit >= 0x80 && unit < 0xC0 && this.missing > 0) {
			this.codePoint = (this.codePoint << 6) | (unit & 0x3f);
			this.missing--;
			if (this.missing == 0) {
				escape(this.codePoint, ascii);
			}
			return;
		}
		end(ascii);
		if (unit < DELETE) {
			ascii.write(unit);
		}
		else if (unit == DELETE || unit < 0xC0 || unit > 0xF7) {
			escape((unit == DELETE) ? DELETE : INCOMPLETE, ascii);
		}
		else {
			this.missing = (unit < 0xE0) ? 1 : (unit < 0xF0) ? 2 : 3;
			this.codePoint = unit & (0x3f >> this.missing);
		}
	}

	// No mapper leaves a character without its end
	private void end(ByteArrayOutputStream ascii) {
		if (this.missing > 0) {
			this.missing = 0;
			escape(INCOMPLETE, ascii);
		}
	}

	private static void escape(int codePoint, ByteArrayOutputStream ascii) {
		if (Character.isBmpCodePoint(codePoint)) {
			escape((char) codePoint, ascii);
		}
		else if (Character.isValidCodePoint(codePoint)) {
			escape(Character.highSurrogate(codePoint), ascii);
			escape(Character.lowSurrogate(codePoint), ascii);
		}
		else {
			escape((char) INCOMPLETE, ascii);
		}
	}

	private static void escape(char unit, ByteArrayOutputStream ascii) {
		ascii.write('\\');
		ascii.write('u');
		for (int shift = 12; shift >= 0; shift -= 4) {
			ascii.write(HEX[(unit >> shift) & 0xf]);
		}
	}

}
