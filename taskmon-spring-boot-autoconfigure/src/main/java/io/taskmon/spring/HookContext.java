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

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import io.taskmon.TaskMonitor;
import io.taskmon.executor.submission.ExecutorNames;
import io.taskmon.executor.submission.TrackingContext;
import io.taskmon.observe.ExecutorCatalog;
import io.taskmon.track.TaskTracker;

/**
 * What the hooks of one application context share.
 *
 * @param tracking what its executors share
 * @param asyncCalls calls of {@code @Async} methods that are being submitted
 * @param webCalls calls of controllers that are being submitted
 * @param partlySeen what is tracked of executors that are not tracked themselves, by
 * their names
 */
public record HookContext(TrackingContext tracking, AsyncCalls asyncCalls, WebCalls webCalls,
		Map<String, String> partlySeen) {

	static HookContext of(TaskMonitor monitor) {
		WebCalls webCalls = new WebCalls();
		AsyncCalls asyncCalls = new AsyncCalls(webCalls);
		return new HookContext(TrackingContext.of(monitor.tracker(), monitor.executors(), monitor.application(),
				new SpringWrappings(), asyncCalls), asyncCalls, webCalls, new ConcurrentHashMap<>());
	}

	public TaskTracker tracker() {
		return this.tracking.tracker();
	}

	ExecutorCatalog catalog() {
		return this.tracking.catalog();
	}

	public ExecutorNames executors() {
		return this.tracking.executors();
	}

}
