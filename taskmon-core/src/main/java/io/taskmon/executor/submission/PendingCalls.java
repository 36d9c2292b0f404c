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

import io.taskmon.track.TaskCode;
import io.taskmon.track.TrackedTask;
import org.jspecify.annotations.Nullable;

/**
 * What the current thread is about to hand to an executor, as far as somebody knows more
 * of it than the executor. Thread-safe.
 */
public interface PendingCalls {

	/** Where nobody does. */
	PendingCalls NONE = new PendingCalls() {
	};

	/**
	 * Takes the pending call, if it is meant for the given executor.
	 */
	default @Nullable PendingCall claim(String executor) {
		return null;
	}

	/**
	 * Returns the task of the pending call, if that is what an executor was given.
	 */
	default @Nullable TrackedTask taskOf(Object carrier) {
		return null;
	}

	/**
	 * Takes the site of the code that is inside of code of a class.
	 * @return the site, {@code null} for that of the class
	 */
	default @Nullable TaskCode claimSite(Class<?> code) {
		return null;
	}

}
