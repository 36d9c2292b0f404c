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

package io.taskmon.actuate;

import java.time.Duration;
import java.time.Instant;

import io.taskmon.core.LiveTask;
import io.taskmon.core.TaskFacts;
import io.taskmon.core.TaskKind;
import io.taskmon.core.TaskState;
import io.taskmon.core.TaskThread;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link WaitDescriptor}.
 */
class WaitDescriptorTests {

	private static final TaskFacts FACTS = new TaskFacts(1, "Task", TaskKind.EXECUTOR, null, false, null, Instant.EPOCH,
			null, true, Instant.EPOCH, Duration.ZERO);

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
			WaitDescriptor wait = WaitDescriptor.optional(task(thread, Thread.State.BLOCKED, false));
			assertThat(wait.lock()).startsWith("java.lang.Object@");
			assertThat(wait.ownerId()).isEqualTo(Thread.currentThread().getId());
			assertThat(wait.ownerName()).isEqualTo(Thread.currentThread().getName());
		}
		thread.join();
		assertThat(WaitDescriptor.optional(task(thread, Thread.State.BLOCKED, false))).isNull();
	}

	@Test
	void nothingIsToldOfWhatRunsOrIsVirtual() {
		assertThat(WaitDescriptor.optional(task(Thread.currentThread(), Thread.State.RUNNABLE, false))).isNull();
		assertThat(WaitDescriptor.optional(task(Thread.currentThread(), Thread.State.WAITING, true))).isNull();
		assertThat(WaitDescriptor.optional(new LiveTask(FACTS, TaskState.QUEUED, false, null, null))).isNull();
	}

	private static LiveTask task(Thread thread, Thread.State state, boolean virtual) {
		return new LiveTask(FACTS, TaskState.RUNNING, false, Duration.ZERO,
				new TaskThread(thread.getId(), thread.getName(), virtual, state));
	}

}
