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

import java.lang.reflect.Field;
import java.util.Arrays;

import io.taskmon.executor.PrivateField;
import io.taskmon.executor.submission.Carriers;
import io.taskmon.executor.submission.TrackedRunnable;
import io.taskmon.task.TaskOutcome;
import io.taskmon.track.TaskTracker;
import io.taskmon.track.TrackedTask;
import org.jspecify.annotations.Nullable;

import org.springframework.context.event.SimpleApplicationEventMulticaster;
import org.springframework.scheduling.support.DelegatingErrorHandlingRunnable;
import org.springframework.scheduling.support.TaskUtils;
import org.springframework.util.ErrorHandler;
import org.springframework.util.ReflectionUtils;

/**
 * What Spring's error handlers do with failures of the code that they are given.
 */
final class SpringFailures {

	private static final String MULTICASTER = SimpleApplicationEventMulticaster.class.getName() + "$$";

	private static final @Nullable PrivateField ERROR_HANDLER = PrivateField.find(DelegatingErrorHandlingRunnable.class,
			"errorHandler", ErrorHandler.class);

	private static final @Nullable PrivateField MULTICASTER_ERROR_HANDLER = PrivateField
		.find(SimpleApplicationEventMulticaster.class, "errorHandler", ErrorHandler.class);

	// A lambda has what it has captured in fields. Holds nothing of ours, for classes may
	// outlive the application
	private static final ClassValue<@Nullable Field> CAPTURED_MULTICASTER = new ClassValue<>() {

		@Override
		protected @Nullable Field computeValue(Class<?> type) {
			return Arrays.stream(type.getDeclaredFields())
				.filter((field) -> SimpleApplicationEventMulticaster.class.isAssignableFrom(field.getType())
						&& field.trySetAccessible())
				.findFirst()
				.orElse(null);
		}

	};

	private SpringFailures() {
	}

	/**
	 * Lets code inside tell how it ended, where it can be reached.
	 */
	static void open(TaskTracker tracker, Object code) {
		Object inside = SpringErrorHandling.inside(code);
		if (inside != code && inside instanceof Runnable runnable && !(inside instanceof Inside)) {
			SpringErrorHandling.replaceInside(code, new Inside(tracker, code, runnable));
		}
	}

	/**
	 * Returns whether failures get through the handler of code.
	 */
	static boolean getThrough(Object code) {
		if (code instanceof DelegatingErrorHandlingRunnable) {
			return ERROR_HANDLER != null && ERROR_HANDLER.get(code) == TaskUtils.LOG_AND_PROPAGATE_ERROR_HANDLER;
		}
		return code.getClass().getName().startsWith(MULTICASTER) && MULTICASTER_ERROR_HANDLER != null
				&& multicaster(code) instanceof SimpleApplicationEventMulticaster multicaster
				&& MULTICASTER_ERROR_HANDLER.get(multicaster) == null;
	}

	private static @Nullable Object multicaster(Object lambda) {
		Field captured = CAPTURED_MULTICASTER.get(lambda.getClass());
		return (captured != null) ? ReflectionUtils.getField(captured, lambda) : null;
	}

	/**
	 * Stands in for the code that error handling is around. May stand there for good, for
	 * what is submitted may be submitted again.
	 */
	private static final class Inside implements Runnable {

		private final TaskTracker tracker;

		private final Object outside;

		private final Runnable code;

		private Inside(TaskTracker tracker, Object outside, Runnable code) {
			this.tracker = tracker;
			this.outside = outside;
			this.code = code;
		}

		@Override
		public void run() {
			Throwable thrown = null;
			try {
				this.code.run();
			}
			catch (Throwable ex) {
				thrown = ex;
				throw ex;
			}
			finally {
				tell(thrown);
			}
		}

		private void tell(@Nullable Throwable thrown) {
			TrackedTask task = this.tracker.current();
			if (task != null && task.get() instanceof TrackedRunnable carrier
					&& Carriers.codeOf(carrier) == this.outside) {
				this.tracker.end(task, (thrown != null) ? TaskOutcome.FAILED : TaskOutcome.SUCCEEDED, thrown);
			}
		}

		@Override
		public String toString() {
			return this.code.toString();
		}

	}

}
