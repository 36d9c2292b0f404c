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

package io.taskmon.console.ssh;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Output of which others can tell for how long it has been waiting for its reader.
 * Thread-safe, as far as what it writes to is.
 */
final class WatchedOutput extends FilterOutputStream {

	private final Backlog backlog;

	private final LongSupplier nanoTime;

	private final Object monitor = new Object();

	private int writers;

	private long since;

	WatchedOutput(OutputStream out, Backlog backlog, LongSupplier nanoTime) {
		super(out);
		this.backlog = backlog;
		this.nanoTime = nanoTime;
	}

	boolean isStuckFor(Duration time) {
		synchronized (this.monitor) {
			return this.writers > 0 && this.nanoTime.getAsLong() - this.since > time.toNanos();
		}
	}

	@Override
	public void write(int next) throws IOException {
		watched(() -> this.out.write(next));
	}

	@Override
	public void write(byte[] bytes, int offset, int length) throws IOException {
		watched(() -> this.out.write(bytes, offset, length));
	}

	@Override
	public void flush() throws IOException {
		watched(this.out::flush);
	}

	private void watched(Writing writing) throws IOException {
		begin();
		try {
			this.backlog.awaitRoom();
			writing.write();
		}
		finally {
			end();
		}
	}

	private void begin() {
		synchronized (this.monitor) {
			if (this.writers++ == 0) {
				this.since = this.nanoTime.getAsLong();
			}
		}
	}

	private void end() {
		synchronized (this.monitor) {
			this.writers--;
		}
	}

	/**
	 * What may take its time.
	 */
	@FunctionalInterface
	private interface Writing {

		void write() throws IOException;

	}

}
