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

import java.util.function.Supplier;

import io.taskmon.executor.PrivateField;
import io.taskmon.executor.submission.ScheduledRuns;
import org.jspecify.annotations.Nullable;

import org.springframework.scheduling.support.ScheduledTaskObservationContext;

/**
 * What Spring makes of scheduled code before it hands it to a scheduler: the tasks of a
 * registrar, and subscriptions of reactive methods. Nobody but Spring can name these
 * classes.
 */
final class SpringScheduling {

	private static final @Nullable PrivateField TASK_CODE = SpringErrorHandling
		.find("org.springframework.scheduling.config.Task$OutcomeTrackingRunnable", "runnable", Runnable.class);

	private static final @Nullable PrivateField SUBSCRIBED_METHOD = SpringErrorHandling.find(
			"org.springframework.scheduling.annotation.ScheduledAnnotationReactiveSupport$SubscribingRunnable",
			"contextSupplier", Supplier.class);

	private SpringScheduling() {
	}

	/**
	 * Returns the code that a task of a registrar carries, or the code itself if it is no
	 * such task.
	 */
	static Object inside(Object code) {
		Object inside = code;
		// A registrar may make a task of a task
		while (inside != null && TASK_CODE != null && isTask(TASK_CODE, inside)) {
			inside = TASK_CODE.get(inside);
		}
		return (inside != null) ? inside : code;
	}

	/**
	 * Puts tracked runs into the innermost task in the place of its code.
	 * @return whether they are there
	 */
	static boolean replaceInside(Object task, ScheduledRuns<?> runs) {
		if (TASK_CODE == null || !isTask(TASK_CODE, task)) {
			return false;
		}
		Object innermost = task;
		for (Object next = TASK_CODE.get(task); next != null && isTask(TASK_CODE, next); next = TASK_CODE.get(next)) {
			innermost = next;
		}
		TASK_CODE.set(innermost, runs);
		return true;
	}

	private static boolean isTask(PrivateField field, Object code) {
		return field.field().getDeclaringClass().isInstance(code);
	}

	/**
	 * Returns the method whose result is subscribed to.
	 * @return the method, {@code null} if the code is no subscription
	 */
	static @Nullable ScheduledTaskObservationContext subscribedMethod(Object code) {
		PrivateField field = SUBSCRIBED_METHOD;
		return (field != null && isTask(field, code) && field.get(code) instanceof Supplier<?> supplier
				&& supplier.get() instanceof ScheduledTaskObservationContext method) ? method : null;
	}

}
