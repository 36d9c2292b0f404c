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

package io.taskmon.console;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;

/**
 * One user with one password. The time that a check takes tells nothing of either.
 */
final class SinglePassword implements PasswordAuthority {

	private final byte[] username;

	private final char[] password;

	SinglePassword(String username, char[] password) {
		this.username = bytes(CharBuffer.wrap(username));
		this.password = password.clone();
	}

	@Override
	public boolean accepts(String username, String password) {
		byte[] expected = bytes(CharBuffer.wrap(this.password));
		try {
			boolean sameName = MessageDigest.isEqual(this.username, bytes(CharBuffer.wrap(username)));
			boolean samePassword = MessageDigest.isEqual(expected, bytes(CharBuffer.wrap(password)));
			return sameName && samePassword;
		}
		finally {
			Arrays.fill(expected, (byte) 0);
		}
	}

	private static byte[] bytes(CharBuffer text) {
		ByteBuffer encoded = StandardCharsets.UTF_8.encode(text);
		byte[] bytes = new byte[encoded.remaining()];
		encoded.get(bytes);
		encoded.clear().put(new byte[encoded.capacity()]);
		return bytes;
	}

}
