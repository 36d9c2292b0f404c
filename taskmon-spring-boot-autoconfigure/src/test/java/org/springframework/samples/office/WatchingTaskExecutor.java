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

package org.springframework.samples.office;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import org.springframework.core.task.SimpleAsyncTaskExecutor;

/**
 * An executor of an application whose packages begin as Spring's, which looks at what it
 * runs.
 */
public class WatchingTaskExecutor extends SimpleAsyncTaskExecutor {

	/**
	 * What it has seen.
	 */
	public final transient List<Runnable> seen = new CopyOnWriteArrayList<>();

	@Override
	protected void doExecute(Runnable task) {
		this.seen.add(task);
		super.doExecute(task);
	}

}
