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

import java.io.InterruptedIOException;

/**
 * What has been written to a client and is not on its way yet. A client says itself how
 * much it takes, so writers wait while it is too much. Thread-safe.
 */
final class Backlog {

	static final int MAX_BYTES = 1 << 20;

	private final Object monitor = new Object();

	private long bytes;

	void add(int count) {
		synchronized (this.monitor) {
			this.bytes += count;
		}
	}

	void remove(int count) {
		synchronized (this.monitor) {
			this.bytes -= count;
			this.monitor.notifyAll();
		}
	}

	/**
	 * Waits until there is room.
	 * @throws InterruptedIOException if the current thread is interrupted meanwhile
	 */
	void awaitRoom() throws InterruptedIOException {
		synchronized (this.monitor) {
			while (this.bytes > MAX_BYTES) {
				try {
					this.monitor.wait();
				}
				catch (InterruptedException ex) {
					Thread.currentThread().interrupt();
					throw new InterruptedIOException("Interrupted while a client did not read");
				}
			}
		}
	}

}
