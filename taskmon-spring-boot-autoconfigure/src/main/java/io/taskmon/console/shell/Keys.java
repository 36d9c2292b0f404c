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

import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;

import org.jline.terminal.Attributes;
import org.jline.terminal.Terminal;
import org.jline.utils.NonBlockingReader;

/**
 * Reads single keys while it is open.
 */
final class Keys implements AutoCloseable {

	static final int NONE = NonBlockingReader.READ_EXPIRED;

	private static final int ESCAPE = 27;

	private static final long REST_OF_SEQUENCE_MILLIS = 50;

	private final Terminal terminal;

	private final Attributes attributes;

	Keys(Terminal terminal) {
		this.terminal = terminal;
		this.attributes = terminal.enterRawMode();
	}

	/**
	 * Returns the next key; {@code q} if the client has gone or interrupted;
	 * {@link #NONE} if there was none in time, or if it is one of those that send several
	 * characters.
	 * @param patience how long to wait, zero for ever
	 */
	int next(Duration patience) {
		try {
			NonBlockingReader reader = this.terminal.reader();
			int key = reader.read(patience.toMillis());
			if (key == ESCAPE) {
				while (reader.read(REST_OF_SEQUENCE_MILLIS) >= 0) {
					// Not one of ours
				}
				return NONE;
			}
			return (key == -1) ? 'q' : key;
		}
		catch (InterruptedIOException ex) {
			Thread.currentThread().interrupt();
			return 'q';
		}
		catch (IOException ex) {
			return 'q';
		}
	}

	@Override
	public void close() {
		this.terminal.setAttributes(this.attributes);
	}

}
