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

package com.example.office;

import java.util.function.Consumer;

import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;

/**
 * An application's executor that looks at what it runs.
 */
@SuppressWarnings("serial")
public class WatchingExecutor extends ThreadPoolTaskExecutor {

	private final transient Consumer<Runnable> watcher;

	public WatchingExecutor(Consumer<Runnable> watcher) {
		this.watcher = watcher;
	}

	@Override
	protected void beforeExecute(Thread thread, Runnable task) {
		this.watcher.accept(task);
	}

	@Override
	protected void afterExecute(Runnable task, Throwable ex) {
		this.watcher.accept(task);
	}

}
