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

import java.util.function.IntSupplier;

import org.jline.terminal.Attributes;
import org.jline.terminal.Attributes.LocalFlag;
import org.jline.terminal.Terminal;
import org.jline.terminal.Terminal.Signal;
import org.jline.terminal.Terminal.SignalHandler;

/**
 * Lets Ctrl-C interrupt a thread while it executes a command, and not a moment longer.
 */
final class Interruption {

	private final Thread thread = Thread.currentThread();

	private final ShellSession session;

	private boolean open = true;

	private Interruption(ShellSession session) {
		this.session = session;
	}

	/**
	 * Returns what the command returns.
	 */
	static int during(IntSupplier command, ShellSession session, Terminal terminal) {
		Interruption interruption = new Interruption(session);
		session.interrupted(false);
		SignalHandler previous = terminal.handle(Signal.INT, (signal) -> interruption.interrupt());
		Attributes attributes = terminal.getAttributes();
		try {
			terminal.setAttributes(withSignals(attributes));
			return command.getAsInt();
		}
		finally {
			terminal.setAttributes(attributes);
			terminal.handle(Signal.INT, previous);
			interruption.end();
		}
	}

	private static Attributes withSignals(Attributes attributes) {
		Attributes signals = new Attributes(attributes);
		signals.setLocalFlag(LocalFlag.ISIG, true);
		return signals;
	}

	private synchronized void interrupt() {
		if (this.open) {
			this.session.interrupted(true);
			this.thread.interrupt();
		}
	}

	private synchronized void end() {
		this.open = false;
		Thread.interrupted();
	}

}
