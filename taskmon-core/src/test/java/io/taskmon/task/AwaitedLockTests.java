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

package io.taskmon.task;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link AwaitedLock}.
 */
class AwaitedLockTests {

	@Test
	void holderOfALockIsTold() throws InterruptedException {
		Object lock = new Object();
		Thread thread = new Thread(() -> {
			synchronized (lock) {
				lock.notifyAll();
			}
		});
		synchronized (lock) {
			thread.start();
			Awaitility.await().until(() -> thread.getState() == Thread.State.BLOCKED);
			AwaitedLock wait = AwaitedLock.of(look(thread, Thread.State.BLOCKED, false));
			assertThat(wait.lock()).startsWith("java.lang.Object@");
			assertThat(wait.ownerId()).isEqualTo(Thread.currentThread().getId());
			assertThat(wait.ownerName()).isEqualTo(Thread.currentThread().getName());
		}
		thread.join();
		assertThat(AwaitedLock.of(look(thread, Thread.State.BLOCKED, false))).isNull();
	}

	@Test
	void nothingIsToldOfWhatRunsOrIsVirtual() {
		assertThat(AwaitedLock.of(look(Thread.currentThread(), Thread.State.RUNNABLE, false))).isNull();
		assertThat(AwaitedLock.of(look(Thread.currentThread(), Thread.State.WAITING, true))).isNull();
		assertThat(AwaitedLock.of(null)).isNull();
	}

	private static TaskThread look(Thread thread, Thread.State state, boolean virtual) {
		return new TaskThread(thread.getId(), thread.getName(), virtual, state);
	}

}
