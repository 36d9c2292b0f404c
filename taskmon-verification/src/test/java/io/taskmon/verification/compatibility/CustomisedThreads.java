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
import java.util.concurrent.CopyOnWriteArrayList;

import org.springframework.core.task.SimpleAsyncTaskExecutor;

/**
 * An executor with a thread for each task that looks at what it is given.
 */
class CustomisedThreads extends SimpleAsyncTaskExecutor {

	private final List<String> watched = new CopyOnWriteArrayList<>();

	CustomisedThreads() {
		super("customised-");
	}

	@Override
	protected void doExecute(Runnable task) {
		this.watched.add("execute " + Words.of(task));
		super.doExecute(task);
	}

	List<String> watched() {
		return List.copyOf(this.watched);
	}

}
