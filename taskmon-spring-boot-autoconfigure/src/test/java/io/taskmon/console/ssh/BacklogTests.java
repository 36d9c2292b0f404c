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
import java.util.concurrent.CompletableFuture;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link Backlog}.
 */
class BacklogTests {

	private final Backlog backlog = new Backlog();

	@Test
	void writersWaitUntilThereIsRoom() throws Exception {
		this.backlog.add(Backlog.MAX_BYTES);
		this.backlog.awaitRoom();
		this.backlog.add(1);
		CompletableFuture<Void> written = new CompletableFuture<>();
		Thread writer = new Thread(() -> {
			try {
				this.backlog.awaitRoom();
				written.complete(null);
			}
			catch (InterruptedIOException ex) {
				written.completeExceptionally(ex);
			}
		});
		writer.start();
		Awaitility.await().until(() -> writer.getState() == Thread.State.WAITING);
		assertThat(written).isNotDone();
		this.backlog.remove(1);
		writer.join();
		assertThat(written).isCompleted();
	}

	@Test
	void writersThatAreInterruptedGiveUp() {
		this.backlog.add(Backlog.MAX_BYTES + 1);
		Thread.currentThread().interrupt();
		assertThatExceptionOfType(InterruptedIOException.class).isThrownBy(this.backlog::awaitRoom);
		assertThat(Thread.interrupted()).isTrue();
	}

}
