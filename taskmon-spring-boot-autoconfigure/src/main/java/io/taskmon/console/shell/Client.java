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

package io.taskmon.console.shell;

import java.io.InputStream;
import java.io.OutputStream;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Who is at the other end, and how to reach them.
 *
 * @param user name of the user
 * @param address address from which they come
 * @param environment what their terminal is, if they have one, in the variables of POSIX;
 * may change
 * @param resizing takes what is to be run whenever the size of their terminal changes
 * @param in what they type
 * @param out what they see
 * @param err what they see of errors
 */
public record Client(String user, String address, Map<String, String> environment, Consumer<Runnable> resizing,
		InputStream in, OutputStream out, OutputStream err) {

	private static final String TERM = "TERM";

	boolean hasTerminal() {
		return this.environment.containsKey(TERM);
	}

	TerminalType terminalType() {
		return TerminalType.of(this.environment.getOrDefault(TERM, ""));
	}

	boolean wantsNoColour() {
		return !this.environment.getOrDefault("NO_COLOR", "").isEmpty();
	}

}
