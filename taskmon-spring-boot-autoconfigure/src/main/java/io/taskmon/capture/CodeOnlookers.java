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

import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.Executor;

import io.taskmon.core.Frames;

import org.springframework.scheduling.concurrent.ConcurrentTaskExecutor;
import org.springframework.util.ReflectionUtils;

/**
 * Finds methods of the application that see what an executor runs: those that a subclass
 * overrides, and those of an executor behind it. They may tell code by its class.
 */
final class CodeOnlookers {

	private static final Set<String> METHODS = Set.of("beforeExecute", "afterExecute", "cancelRemainingTask",
			"doExecute", "newThread");

	private CodeOnlookers() {
	}

	static boolean existFor(Executor executor) {
		return overridesMethod(executor.getClass()) || (executor instanceof ConcurrentTaskExecutor concurrent
				&& isApplication(concurrent.getConcurrentExecutor().getClass()));
	}

	private static boolean overridesMethod(Class<?> type) {
		return isApplication(type) && Arrays.stream(ReflectionUtils.getAllDeclaredMethods(type))
			.anyMatch((method) -> METHODS.contains(method.getName()) && isApplication(method.getDeclaringClass()));
	}

	private static boolean isApplication(Class<?> type) {
		return Frames.isApplication(type.getName());
	}

}
