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

import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;

import io.taskmon.track.TrackedTask;
import org.jspecify.annotations.Nullable;

/**
 * Knows again what executors were given, and tells what became of it.
 */
public final class Carriers {

	private Carriers() {
	}

	/**
	 * Returns what an executor was given as a carrier.
	 * @return the carrier, {@code null} if it is none
	 */
	// By classes: to ask for an interface writes to what the threads of all submissions
	// read
	static @Nullable Carrier of(Runnable given) {
		if (given instanceof TrackedFutureTask<?> future) {
			return future;
		}
		if (given instanceof TrackedRunnable tracked) {
			return tracked;
		}
		return (given instanceof DecoratedCarrier decorated) ? decorated : null;
	}

	/**
	 * Returns whether objects of a class are carriers.
	 */
	static boolean areOf(Class<?> type) {
		return TrackedFutureTask.class.isAssignableFrom(type) || TrackedRunnable.class.isAssignableFrom(type)
				|| DecoratedCarrier.class.isAssignableFrom(type);
	}

	/**
	 * Returns whether objects of a class may be tracked already.
	 */
	static boolean mayBe(Class<?> type) {
		return areOf(type) || FutureTask.class.isAssignableFrom(type);
	}

	/**
	 * Returns the task of something that an executor was given.
	 */
	public static @Nullable TrackedTask taskOf(Runnable given) {
		Carrier carrier = of(given);
		return (carrier != null) ? carrier.task() : null;
	}

	/**
	 * Returns what the application would see without taskmon.
	 */
	public static Runnable codeOf(Runnable given) {
		Carrier carrier = of(given);
		return (carrier != null) ? carrier.code() : given;
	}

	static Runnable inside(Runnable given) {
		return (given instanceof DecoratedCarrier decorated) ? decorated.carrier() : given;
	}

	/**
	 * Records that an executor refused what it was given.
	 */
	public static void endRejected(Runnable carrier, Throwable rejection) {
		TrackedTask task = taskOf(carrier);
		if (task != null) {
			task.endRejected(rejection);
		}
	}

	/**
	 * Returns whether a task is seen to run although the application has something else
	 * in its hands than what the executor was given.
	 */
	public static boolean isSeenInside(Runnable carrier) {
		return carrier instanceof DecoratedCarrier;
	}

	/**
	 * Records that an executor dropped what it was given.
	 */
	public static void endDiscarded(Runnable carrier, String reason) {
		TrackedTask task = taskOf(carrier);
		if (task != null) {
			task.endDiscarded(reason);
		}
	}

	/**
	 * Records that an executor gave up what it was given.
	 * @return what the application would be given back without taskmon
	 */
	public static List<Runnable> withdrawn(List<Runnable> carriers) {
		List<Runnable> codes = new ArrayList<>(carriers.size());
		for (Runnable carrier : carriers) {
			endDiscarded(carrier, "withdrawn by shutdownNow()");
			codes.add(codeOf(carrier));
		}
		return codes;
	}

	/**
	 * Ends a task that an executor has handed to somebody who may or may not run it.
	 */
	public static void endUnknown(Runnable carrier, String reason) {
		TrackedTask task = taskOf(carrier);
		if (task != null) {
			task.endUnknown(reason);
		}
	}

	/**
	 * Returns whether the class of the code in a carrier could matter to the
	 * application's own decorators and handlers.
	 */
	public static boolean mayMatter(Runnable carrier) {
		Runnable code = codeOf(carrier);
		return code != carrier && mayMatter(code.getClass());
	}

	/**
	 * Returns whether a class of code could matter to anybody who gets to see the code.
	 * It cannot if nobody can name it, and it is nothing but code to be run.
	 */
	public static boolean mayMatter(Class<?> type) {
		boolean nameable = !type.isHidden() && !type.isSynthetic() && !Modifier.isPrivate(type.getModifiers());
		return nameable || type.getSuperclass() != Object.class || !isMereCode(type);
	}

	private static boolean isMereCode(Class<?> type) {
		for (Class<?> known : type.getInterfaces()) {
			if (known != Runnable.class && known != Callable.class) {
				return false;
			}
		}
		return true;
	}

}
