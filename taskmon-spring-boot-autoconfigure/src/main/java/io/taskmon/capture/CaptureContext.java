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

package io.taskmon.capture;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import io.taskmon.core.ExecutorCatalog;
import io.taskmon.core.TaskMonitor;
import io.taskmon.core.TaskTracker;

import org.jspecify.annotations.Nullable;

/**
 * What the hooks of one application context share.
 *
 * @param tracker the write side
 * @param catalog the executors
 * @param sites sites of submitted code
 * @param asyncCalls calls of {@code @Async} methods that are being submitted
 * @param executors names of executors
 * @param hiddenResults names of the executors that were given code whose outcome nobody
 * can see
 * @param partlySeen what is tracked of executors that are not tracked themselves, by
 * their names
 * @param webCalls calls of controllers that are being submitted
 * @param refusals what pools refuse at this moment
 */
record CaptureContext(TaskTracker tracker, ExecutorCatalog catalog, TaskSites sites, AsyncCalls asyncCalls,
		ExecutorNames executors, Set<String> hiddenResults, Map<String, String> partlySeen, WebCalls webCalls,
		Refusals refusals) {

	static CaptureContext of(TaskMonitor monitor) {
		return new CaptureContext(monitor.tracker(), monitor.executors(), new TaskSites(monitor.application()),
				new AsyncCalls(), new ExecutorNames(), ConcurrentHashMap.newKeySet(), new ConcurrentHashMap<>(),
				new WebCalls(), new Refusals());
	}

	/**
	 * Returns whether what an executor is given is an {@code @Async} call, which is
	 * tracked already. Never throws.
	 */
	boolean isAsyncCall(String executor, Object carrier) {
		return asyncCall(executor, carrier) != null;
	}

	/**
	 * Returns the {@code @Async} call that an executor is given. Never throws.
	 */
	@Nullable AsyncCall asyncCall(String executor, Object carrier) {
		try {
			return this.asyncCalls.accept(executor, carrier);
		}
		catch (Throwable ex) {
			this.tracker.faults().report("recognising an @Async call", ex);
			return null;
		}
	}

}
