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

import java.lang.annotation.Annotation;
import java.lang.ref.WeakReference;
import java.util.HashSet;
import java.util.Set;

import io.taskmon.PreserveTerminationLog;
import io.taskmon.task.ApplicationPackages;
import io.taskmon.task.TaskKind;
import io.taskmon.task.TaskPreservation;
import io.taskmon.track.TaskCode;
import org.jspecify.annotations.Nullable;

/**
 * Finds the site of submitted code. Sites hang weakly on their classes, so that neither
 * keeps the other's class loader: a site that no task refers to may go, and comes back
 * when it is needed. Thread-safe.
 */
public final class TaskCodes {

	private final ByClass executed = new ByClass(TaskKind.EXECUTOR);

	private final ByClass scheduled = new ByClass(TaskKind.SCHEDULED);

	private final ApplicationPackages application;

	TaskCodes(ApplicationPackages application) {
		this.application = application;
	}

	TaskCode of(Class<?> type) {
		return this.executed.site(type);
	}

	/**
	 * Finds the site of code of a given kind.
	 */
	TaskCode of(Class<?> type, TaskKind kind) {
		return ((kind == TaskKind.SCHEDULED) ? this.scheduled : this.executed).site(type);
	}

	private TaskCode create(Class<?> type, TaskKind kind) {
		return TaskCode.ofClass(type.getName(), kind, preservation(mark(type.getAnnotations(), new HashSet<>())),
				this.application);
	}

	/**
	 * Returns how tasks of code with the given mark are preserved.
	 */
	public static TaskPreservation preservation(@Nullable PreserveTerminationLog mark) {
		if (mark == null) {
			return TaskPreservation.NONE;
		}
		return mark.untilShutdown() ? TaskPreservation.UNTIL_SHUTDOWN : TaskPreservation.KEPT;
	}

	// Not by the caches of a framework: code may be submitted where the stack is about to
	// overflow,
	// and would leave their locks locked
	private static @Nullable PreserveTerminationLog mark(Annotation[] annotations, Set<Class<?>> visited) {
		for (Annotation annotation : annotations) {
			if (annotation instanceof PreserveTerminationLog mark) {
				return mark;
			}
			Class<?> type = annotation.annotationType();
			PreserveTerminationLog inside = visited.add(type) ? mark(type.getAnnotations(), visited) : null;
			if (inside != null) {
				return inside;
			}
		}
		return null;
	}

	private final class ByClass extends ClassValue<WeakReference<TaskCode>> {

		private final TaskKind kind;

		private ByClass(TaskKind kind) {
			this.kind = kind;
		}

		@Override
		protected WeakReference<TaskCode> computeValue(Class<?> type) {
			return new WeakReference<>(create(type, this.kind));
		}

		private TaskCode site(Class<?> type) {
			TaskCode known = get(type).get();
			return (known != null) ? known : renew(type);
		}

		private TaskCode renew(Class<?> type) {
			remove(type);
			TaskCode renewed = get(type).get();
			return (renewed != null) ? renewed : create(type, this.kind);
		}

	}

}
