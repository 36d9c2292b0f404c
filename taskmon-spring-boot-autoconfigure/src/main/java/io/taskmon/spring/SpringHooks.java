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

package io.taskmon.spring;

import io.taskmon.TaskMonitor;

/**
 * The hooks by which the tasks of one application context get into its monitor.
 * Thread-safe.
 */
public final class SpringHooks {

	private final HookContext context;

	private final ExecutorTracking executorTracking;

	/**
	 * Creates hooks into a monitor.
	 * @param monitor where tasks are registered
	 */
	public SpringHooks(TaskMonitor monitor) {
		this.context = HookContext.of(monitor);
		this.executorTracking = new ExecutorTracking(this.context);
	}

	public HookContext context() {
		return this.context;
	}

	ExecutorTracking executorTracking() {
		return this.executorTracking;
	}

}
