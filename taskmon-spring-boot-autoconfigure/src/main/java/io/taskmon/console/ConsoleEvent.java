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

import java.util.Map;

/**
 * Something that an auditor wants to know. Immutable.
 *
 * @param type what happened
 * @param user name that the client gave
 * @param address address of the client
 * @param data what else is known of it
 */
public record ConsoleEvent(Type type, String user, String address, Map<String, String> data) {

	/**
	 * What happened.
	 */
	public enum Type {

		/**
		 * Somebody logged in.
		 */
		LOGIN,

		/**
		 * Somebody was not let in.
		 */
		LOGIN_FAILED,

		/**
		 * Too many logins failed: passwords from an address are refused for a while, or
		 * checked one by one, with a pause.
		 */
		LOCKED_OUT,

		/**
		 * Somebody cancelled a task, or tried to.
		 */
		CANCEL,

		/**
		 * Somebody wanted to cancel a task and may not.
		 */
		CANCEL_REFUSED

	}

}
