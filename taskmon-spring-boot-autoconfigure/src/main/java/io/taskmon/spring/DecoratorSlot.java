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

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.Executor;

import io.taskmon.executor.submission.Decoration;
import io.taskmon.executor.submission.Submissions;
import io.taskmon.fault.TestDoubles;
import org.jspecify.annotations.Nullable;

import org.springframework.core.task.SimpleAsyncTaskExecutor;
import org.springframework.core.task.TaskDecorator;
import org.springframework.scheduling.concurrent.ConcurrentTaskExecutor;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;

/**
 * The place where an executor of Spring keeps its task decorator, which it shows to
 * nobody. Looked at with each submission: hence a handle for each class, which the
 * compiler knows to be constant.
 */
abstract class DecoratorSlot implements Decoration {

	static @Nullable DecoratorSlot of(Executor executor) {
		if (executor instanceof ThreadPoolTaskExecutor threadPool) {
			return (OfThreadPool.FIELD != null) ? new OfThreadPool(threadPool) : null;
		}
		if (executor instanceof SimpleAsyncTaskExecutor simple) {
			return (OfSimpleAsync.FIELD != null) ? new OfSimpleAsync(simple) : null;
		}
		if (executor instanceof ConcurrentTaskExecutor concurrent) {
			return (OfConcurrent.FIELD != null) ? new OfConcurrent(concurrent) : null;
		}
		return null;
	}

	private static @Nullable VarHandle find(Class<?> type) {
		try {
			return MethodHandles.privateLookupIn(type, MethodHandles.lookup())
				.findVarHandle(type, "taskDecorator", TaskDecorator.class);
		}
		catch (ReflectiveOperationException ex) {
			return null;
		}
	}

	// An application may set its own at any time, which is kept. A test's mock is left
	// alone, and sees no carrier
	@Override
	public final boolean tracks(Submissions submissions) {
		TaskDecorator decorator = decorator();
		if (decorator != null && !(decorator instanceof TrackingTaskDecorator) && !TestDoubles.isDouble(decorator)) {
			decorateWith(new TrackingTaskDecorator(submissions, decorator));
		}
		return decorator != null;
	}

	final void track(Submissions submissions) {
		if (!tracks(submissions)) {
			decorateWith(new TrackingTaskDecorator(submissions, null));
		}
	}

	abstract @Nullable TaskDecorator decorator();

	// By the field, for a setter may be overridden
	abstract void decorateWith(TaskDecorator decorator);

	private static final class OfThreadPool extends DecoratorSlot {

		private static final @Nullable VarHandle FIELD = find(ThreadPoolTaskExecutor.class);

		private final ThreadPoolTaskExecutor executor;

		private OfThreadPool(ThreadPoolTaskExecutor executor) {
			this.executor = executor;
		}

		@Override
		@Nullable TaskDecorator decorator() {
			return (FIELD != null) ? (TaskDecorator) FIELD.get(this.executor) : null;
		}

		@Override
		void decorateWith(TaskDecorator decorator) {
			if (FIELD != null) {
				FIELD.set(this.executor, decorator);
			}
		}

	}

	private static final class OfSimpleAsync extends DecoratorSlot {

		private static final @Nullable VarHandle FIELD = find(SimpleAsyncTaskExecutor.class);

		private final SimpleAsyncTaskExecutor executor;

		private OfSimpleAsync(SimpleAsyncTaskExecutor executor) {
			this.executor = executor;
		}

		@Override
		@Nullable TaskDecorator decorator() {
			return (FIELD != null) ? (TaskDecorator) FIELD.get(this.executor) : null;
		}

		@Override
		void decorateWith(TaskDecorator decorator) {
			if (FIELD != null) {
				FIELD.set(this.executor, decorator);
			}
		}

	}

	private static final class OfConcurrent extends DecoratorSlot {

		private static final @Nullable VarHandle FIELD = find(ConcurrentTaskExecutor.class);

		private final ConcurrentTaskExecutor executor;

		private OfConcurrent(ConcurrentTaskExecutor executor) {
			this.executor = executor;
		}

		@Override
		@Nullable TaskDecorator decorator() {
			return (FIELD != null) ? (TaskDecorator) FIELD.get(this.executor) : null;
		}

		@Override
		void decorateWith(TaskDecorator decorator) {
			this.executor.setTaskDecorator(decorator);
		}

	}

}
