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

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.stream.Stream;

import org.springframework.core.task.SimpleAsyncTaskExecutor;
import org.springframework.scheduling.concurrent.ConcurrentTaskExecutor;

/**
 * Methods outside the JDK and Spring that see what an executor runs, and might ask for
 * its class.
 */
final class CodeOnlookers {

	private static final Set<String> METHODS = Set.of("beforeExecute", "afterExecute", "cancelRemainingTask",
			"doExecute", "newThread");

	private CodeOnlookers() {
	}

	static boolean existFor(Executor executor) {
		if (executor instanceof ConcurrentTaskExecutor concurrent) {
			Executor target = ConcurrentHook.target(concurrent);
			// A lambda can hardly mean more than to run what it is given
			if (target != null && !target.getClass().isHidden() && !ExecutorClasses.isStandard(target.getClass())) {
				return true;
			}
		}
		return methodsOutside(executor.getClass()).anyMatch((method) -> seesCode(method, executor));
	}

	private static Stream<Method> methodsOutside(Class<?> type) {
		return Stream
			.<Class<?>>iterate(type, (next) -> next != null && !ExecutorClasses.isStandard(next), Class::getSuperclass)
			.flatMap((next) -> Arrays.stream(next.getDeclaredMethods()));
	}

	// Elsewhere it sees what a thread of a pool runs, which is no code
	private static boolean seesCode(Method method, Executor executor) {
		return METHODS.contains(method.getName())
				|| (method.getName().equals("createThread") && executor instanceof SimpleAsyncTaskExecutor);
	}

}
