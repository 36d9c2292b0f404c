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

package io.taskmon.autoconfigure;

import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

import io.taskmon.console.PasswordAuthority;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * Finds who decides on passwords of the console. Where nobody could log in otherwise, a
 * password is generated and logged once.
 */
final class ConsolePasswords {

	private static final Log logger = LogFactory.getLog("io.taskmon.console");

	private static final int RANDOM_BYTES = 18;

	private ConsolePasswords() {
	}

	static List<PasswordAuthority> authorities(ConsoleProperties properties, List<PasswordAuthority> beans) {
		List<PasswordAuthority> authorities = new ArrayList<>(beans);
		if (properties.password() != null) {
			authorities.add(PasswordAuthority.of(properties.username(), properties.password()));
			properties.forgetPassword();
		}
		if (authorities.isEmpty() && properties.authorizedKeys() == null) {
			authorities.add(PasswordAuthority.of(properties.username(), generated(properties.username())));
		}
		return authorities;
	}

	private static char[] generated(String username) {
		byte[] random = new byte[RANDOM_BYTES];
		new SecureRandom().nextBytes(random);
		String password = Base64.getUrlEncoder().withoutPadding().encodeToString(random);
		logger.warn("Generated password of " + username + " for the console of this run: " + password
				+ "\nUse taskmon.console.authorized-keys or taskmon.console.password to have none generated.");
		return password.toCharArray();
	}

}
