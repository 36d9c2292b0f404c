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

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/**
 * One user with one password. The time that a check takes tells nothing of either.
 */
final class SinglePassword implements PasswordAuthority {

	private final byte[] username;

	private final byte[] password;

	SinglePassword(String username, String password) {
		this.username = bytes(username);
		this.password = bytes(password);
	}

	@Override
	public boolean accepts(String username, String password) {
		boolean sameName = MessageDigest.isEqual(this.username, bytes(username));
		boolean samePassword = MessageDigest.isEqual(this.password, bytes(password));
		return sameName && samePassword;
	}

	private static byte[] bytes(String text) {
		return text.getBytes(StandardCharsets.UTF_8);
	}

}
