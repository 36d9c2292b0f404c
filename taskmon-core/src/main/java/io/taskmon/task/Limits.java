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

package io.taskmon.task;

/**
 * What the tracker holds: the hard limits of how much, and whether messages are part of
 * it.
 *
 * @param maxLiveTasks live tasks tracked at the most; beyond it tasks run untracked and
 * are counted as dropped
 * @param logCapacity ended tasks kept in the termination log
 * @param preservedCapacity ended tasks kept of each marked method or class
 * @param exceptionMessages whether the messages of exceptions are kept, or only their
 * types and stacks
 */
public record Limits(int maxLiveTasks, int logCapacity, int preservedCapacity, boolean exceptionMessages) {

	/**
	 * The defaults: 100,000 live tasks, the last 1,000 ended ones and the last 100 of
	 * each marked method or class, messages included.
	 */
	public static final Limits DEFAULTS = new Limits(100_000, 1_000, 100);

	/**
	 * Checks the limits.
	 * @throws IllegalArgumentException if a limit is less than 1
	 */
	public Limits {
		requireAtLeast(1, maxLiveTasks, "maxLiveTasks");
		requireAtLeast(1, logCapacity, "logCapacity");
		requireAtLeast(1, preservedCapacity, "preservedCapacity");
	}

	/**
	 * Creates limits within which the messages of exceptions are kept.
	 * @param maxLiveTasks live tasks tracked at the most
	 * @param logCapacity ended tasks kept in the termination log
	 * @param preservedCapacity ended tasks kept of each marked method or class
	 * @throws IllegalArgumentException if a limit is less than 1
	 */
	public Limits(int maxLiveTasks, int logCapacity, int preservedCapacity) {
		this(maxLiveTasks, logCapacity, preservedCapacity, true);
	}

	public static void requireAtLeast(int minimum, int value, String name) {
		if (value < minimum) {
			throw new IllegalArgumentException(name + " must be at least " + minimum);
		}
	}

}
