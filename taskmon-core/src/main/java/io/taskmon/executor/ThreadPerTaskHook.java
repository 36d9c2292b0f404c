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

package io.taskmon.executor;

import java.util.concurrent.Executor;
import java.util.concurrent.ThreadFactory;

import io.taskmon.executor.submission.Carriers;
import io.taskmon.executor.submission.Submissions;
import org.jspecify.annotations.Nullable;

/**
 * The executor that gives each task a thread of its own, a virtual one mostly. Where the
 * JVM lets anybody look inside, some do (Micrometer asks how many threads there are), so
 * that nothing can stand in for it: it is given a thread factory that tracks.
 */
public final class ThreadPerTaskHook {

	private static final String TYPE = "java.util.concurrent.ThreadPerTaskExecutor";

	private ThreadPerTaskHook() {
	}

	public static boolean isFor(Executor executor) {
		return executor.getClass().getName().equals(TYPE);
	}

	/**
	 * Returns whether the JVM lets anybody look inside.
	 */
	public static boolean isOpen() {
		return Access.FACTORY != null;
	}

	/**
	 * Has the executor's threads track what they run.
	 * @return whether they do
	 */
	public static boolean install(Executor executor, Submissions submissions) {
		PrivateField field = Access.FACTORY;
		if (field == null || Access.CODE == null || !PrivateField.canSetFinals()
				|| !(field.get(executor) instanceof ThreadFactory factory)) {
			return false;
		}
		field.set(executor, new TrackingThreadFactory(factory, submissions));
		return true;
	}

	public static boolean isInstalled(Executor executor) {
		PrivateField field = Access.FACTORY;
		return field != null && field.get(executor) instanceof TrackingThreadFactory;
	}

	/**
	 * Looked up once there is such an executor.
	 */
	private static final class Access {

		private static final @Nullable PrivateField FACTORY = find(TYPE, "factory", ThreadFactory.class);

		private static final @Nullable PrivateField CODE = find(TYPE + "$TaskRunner", "task", Runnable.class);

		private static @Nullable PrivateField find(String type, String name, Class<?> fieldType) {
			try {
				return PrivateField.find(Class.forName(type, false, null), name, fieldType);
			}
			catch (ClassNotFoundException ex) {
				return null;
			}
		}

	}

	/**
	 * Makes the executor's threads, each with its task.
	 */
	private static final class TrackingThreadFactory implements ThreadFactory {

		private final ThreadFactory factory;

		private final Submissions submissions;

		private TrackingThreadFactory(ThreadFactory factory, Submissions submissions) {
			this.factory = factory;
			this.submissions = submissions;
		}

		// What a factory that refuses returns, its interface does not say
		@SuppressWarnings("NullAway")
		@Override
		public @Nullable Thread newThread(Runnable runner) {
			Runnable carrier = this.submissions.carrier(codeOf(runner), runner);
			try {
				Thread thread = this.factory.newThread(carrier);
				if (thread == null) {
					Carriers.endDiscarded(carrier, "its thread factory made no thread");
				}
				return thread;
			}
			catch (Throwable ex) {
				Carriers.endRejected(carrier, ex);
				throw ex;
			}
		}

		private static Runnable codeOf(Runnable runner) {
			PrivateField code = Access.CODE;
			return (code != null && code.field().getDeclaringClass().isInstance(runner)
					&& code.get(runner) instanceof Runnable executed) ? executed : runner;
		}

	}

}
