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

package io.taskmon.executor.submission;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import io.taskmon.observe.ExecutorCatalog;
import io.taskmon.task.ApplicationPackages;
import io.taskmon.task.Coverage;
import io.taskmon.track.TaskTracker;
import org.jspecify.annotations.Nullable;

/**
 * What the executors of one monitor share.
 *
 * @param tracker the write side
 * @param catalog the executors
 * @param sites sites of submitted code
 * @param executors names of executors
 * @param hiddenResults names of the executors that were given code whose outcome nobody
 * can see
 * @param refusals what pools refuse at this moment
 * @param wrappings what code comes in
 * @param calls what is being submitted
 */
public record TrackingContext(TaskTracker tracker, ExecutorCatalog catalog, TaskCodes sites, ExecutorNames executors,
		Set<String> hiddenResults, Refusals refusals, Wrappings wrappings, PendingCalls calls) {

	/**
	 * Creates the context of executors that no framework hands code to.
	 */
	public static TrackingContext of(TaskTracker tracker, ExecutorCatalog catalog, ApplicationPackages application) {
		return of(tracker, catalog, application, Wrappings.NONE, PendingCalls.NONE);
	}

	/**
	 * Creates the context of executors that a framework hands code to.
	 */
	public static TrackingContext of(TaskTracker tracker, ExecutorCatalog catalog, ApplicationPackages application,
			Wrappings wrappings, PendingCalls calls) {
		return new TrackingContext(tracker, catalog, new TaskCodes(application), new ExecutorNames(),
				ConcurrentHashMap.newKeySet(), new Refusals(), wrappings, calls);
	}

	/**
	 * Returns whether what an executor is given is a pending call, which is tracked
	 * already. Never throws.
	 */
	boolean isPendingCall(String executor, Object carrier) {
		return pendingCall(executor, carrier) != null;
	}

	/**
	 * Takes the pending call that an executor is given, and tells it so. Never throws.
	 */
	@Nullable PendingCall pendingCall(String executor, Object carrier) {
		try {
			PendingCall call = this.calls.claim(executor);
			if (call != null) {
				call.acceptedBy(executor, carrier);
			}
			return call;
		}
		catch (Throwable ex) {
			this.tracker.faults().report("recognising a pending call", ex);
			return null;
		}
	}

	/**
	 * Returns what can be seen of an executor, less results that cannot: whether there
	 * are any depends on what the application does.
	 */
	public Coverage withHiddenResults(String name, Coverage coverage) {
		if (coverage.level() == Coverage.Level.NONE || !this.hiddenResults.contains(name)) {
			return coverage;
		}
		List<String> missing = new ArrayList<>(coverage.missing());
		missing.add("outcomes of CompletableFuture stages and completion services, and who cancelled them");
		String reason = "their results are kept by futures that cannot be seen";
		return new Coverage(Coverage.Level.PARTIAL, List.copyOf(missing),
				(coverage.reason() != null) ? coverage.reason() + "; " + reason : reason);
	}

}
