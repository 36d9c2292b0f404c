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

import io.taskmon.task.TaskKind;
import io.taskmon.track.TaskCode;
import io.taskmon.track.TaskTracker;
import org.jspecify.annotations.Nullable;

/**
 * What a framework wraps the application's code into on its way to an executor.
 * Thread-safe.
 */
public interface Wrappings {

	/** Where there is no such framework. */
	Wrappings NONE = new Wrappings() {
	};

	/**
	 * Returns whether objects of a class handle the errors of code inside. To be asked
	 * once for each class.
	 */
	default boolean handlesErrors(Class<?> type) {
		return false;
	}

	/**
	 * Returns the code whose errors are handled, or the code itself.
	 */
	default Object inside(Object code) {
		return code;
	}

	/**
	 * Puts tracked code into the place of the code whose errors are handled.
	 * @return what is to be run
	 */
	default Object replaceInside(Object code, Object tracked) {
		return tracked;
	}

	/**
	 * Returns the code that a task of the framework carries, or the code itself.
	 */
	default Object carried(Object code) {
		return code;
	}

	/**
	 * Returns the site of what code calls.
	 * @return the site, {@code null} for that of the code's class
	 */
	default @Nullable TaskCode siteOf(Object code, TaskKind kind) {
		return null;
	}

	/**
	 * Returns whether code that is to run once will have itself run again.
	 */
	default boolean isRescheduling(Object code) {
		return false;
	}

	/**
	 * Returns whether code that may keep its failures to itself does not.
	 */
	default boolean throwsFailures(Object code) {
		return false;
	}

	/**
	 * Returns who knows how code ended.
	 * @param ofClass who knows it of code of its class
	 */
	default ResultHolder resultHolder(ResultHolder ofClass, Object code) {
		return (ofClass == ResultHolder.SWALLOWED && throwsFailures(code)) ? ResultHolder.THROWS : ofClass;
	}

	/**
	 * Lets the code inside of what may keep its failures to itself tell how it ended,
	 * where it can be reached.
	 */
	default void open(TaskTracker tracker, Object code) {
	}

	/**
	 * Makes the runs of a schedule, with what the framework asks scheduled code for.
	 */
	default <V> ScheduledRuns<V> runs(ScheduledRuns.Schedule<V> schedule) {
		return new ScheduledRuns<>(schedule);
	}

}
