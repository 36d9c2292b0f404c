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

/**
 * Decides who may log in with a password. Called by several threads; may take its time.
 */
@FunctionalInterface
public interface PasswordAuthority {

	/**
	 * Returns whether a user may use the console.
	 * @param username name that the client gave
	 * @param password password that the client gave
	 * @return {@code true} if the password is the user's and the user may use the console
	 */
	boolean accepts(String username, String password);

	/**
	 * Returns an authority for one user with one password, of which it keeps a copy.
	 * @param username name of the user
	 * @param password password of the user
	 * @return the authority
	 */
	static PasswordAuthority of(String username, char[] password) {
		return new SinglePassword(username, password);
	}

}
