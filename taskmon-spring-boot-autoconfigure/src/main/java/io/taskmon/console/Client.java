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

import java.io.InputStream;

import org.apache.sshd.server.Environment;

/**
 * Who is at the other end of a channel.
 *
 * @param user name of the user
 * @param address address from which they come
 * @param environment what their terminal is, if they have one
 * @param in what they type
 * @param out what they see
 * @param err what they see of errors
 */
record Client(String user, String address, Environment environment, InputStream in, WatchedOutput out,
		WatchedOutput err) {

	boolean hasTerminal() {
		return this.environment.getEnv().containsKey(Environment.ENV_TERM);
	}

	boolean wantsNoColour() {
		String value = this.environment.getEnv().get("NO_COLOR");
		return value != null && !value.isEmpty();
	}

}
