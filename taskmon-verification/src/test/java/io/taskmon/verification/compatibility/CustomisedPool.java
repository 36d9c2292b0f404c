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

package io.taskmon.verification.compatibility;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;

import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;

/**
 * A pool with methods of its own, as applications write them.
 */
class CustomisedPool extends ThreadPoolTaskExecutor {

	@Override
	public void execute(Runnable task) {
		super.execute(() -> task.run());
	}

	@Override
	public <T> Future<T> submit(Callable<T> task) {
		return super.submit(() -> task.call());
	}

	/**
	 * A pool that looks at what it runs.
	 */
	static class Watchful extends ThreadPoolExecutor {

		private final List<String> watched = new CopyOnWriteArrayList<>();

		Watchful() {
			super(1, 1, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>());
		}

		@Override
		protected void beforeExecute(Thread thread, Runnable code) {
			this.watched.add("before " + Words.of(code));
		}

		@Override
		protected void afterExecute(Runnable code, @Nullable Throwable thrown) {
			this.watched.add("after " + Words.of(code) + " " + Words.of(thrown));
		}

		List<String> watched() {
			return List.copyOf(this.watched);
		}

	}

}
