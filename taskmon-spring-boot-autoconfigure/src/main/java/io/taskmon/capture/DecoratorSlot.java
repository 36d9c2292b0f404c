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

import java.util.concurrent.Executor;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

import org.springframework.core.task.SimpleAsyncTaskExecutor;
import org.springframework.core.task.TaskDecorator;
import org.springframework.scheduling.concurrent.ConcurrentTaskExecutor;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;

/**
 * The place where an executor of Spring keeps its task decorator, which it shows to
 * nobody.
 *
 * @param executor the executor
 * @param field the field with its decorator
 * @param setter sets its decorator
 */
record DecoratorSlot(Executor executor, PrivateField field, Consumer<TaskDecorator> setter) {

	static @Nullable DecoratorSlot of(Executor executor) {
		if (executor instanceof ThreadPoolTaskExecutor threadPool) {
			return find(executor, ThreadPoolTaskExecutor.class, threadPool::setTaskDecorator);
		}
		if (executor instanceof SimpleAsyncTaskExecutor simple) {
			return find(executor, SimpleAsyncTaskExecutor.class, simple::setTaskDecorator);
		}
		if (executor instanceof ConcurrentTaskExecutor concurrent) {
			return find(executor, ConcurrentTaskExecutor.class, concurrent::setTaskDecorator);
		}
		return null;
	}

	private static @Nullable DecoratorSlot find(Executor executor, Class<?> type, Consumer<TaskDecorator> setter) {
		PrivateField field = PrivateField.find(type, "taskDecorator", TaskDecorator.class);
		return (field != null) ? new DecoratorSlot(executor, field, setter) : null;
	}

	/**
	 * Returns whether the executor has a decorator, and sees to it that this tracks: an
	 * application may set its own at any time, which is kept.
	 */
	boolean tracks(Submissions submissions) {
		TaskDecorator decorator = decorator();
		if (decorator != null && !(decorator instanceof TrackingTaskDecorator)) {
			this.setter.accept(new TrackingTaskDecorator(submissions, decorator));
		}
		return decorator != null;
	}

	void track(Submissions submissions) {
		if (!tracks(submissions)) {
			this.setter.accept(new TrackingTaskDecorator(submissions, null));
		}
	}

	@Nullable TaskDecorator decorator() {
		return (TaskDecorator) this.field.get(this.executor);
	}

}
