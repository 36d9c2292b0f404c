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

import java.util.Set;

/**
 * Knows whose class an executor's is.
 */
final class ExecutorClasses {

	private static final Set<String> SPRINGS = Set.of("org.springframework.core.task",
			"org.springframework.core.task.support", "org.springframework.scheduling.concurrent",
			"org.springframework.util");

	private static final String JDKS = "java.util.concurrent";

	private ExecutorClasses() {
	}

	/**
	 * Returns whether a class of executors is the JDK's or Spring's own, whatever
	 * application or library uses it.
	 */
	static boolean isStandard(Class<?> type) {
		String name = type.getPackageName();
		return isSprings(type) || name.equals(JDKS) || name.startsWith(JDKS + ".");
	}

	static boolean isSprings(Class<?> type) {
		return SPRINGS.contains(type.getPackageName());
	}

}
