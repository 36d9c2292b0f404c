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

package io.taskmon.verification.compatibility;

import java.lang.reflect.Modifier;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import java.util.regex.Pattern;

import org.springframework.util.ClassUtils;

/**
 * The classes of taskmon that an application may come across, and what it would have seen
 * in their place. The list is complete: whatever else of taskmon an application sees is a
 * difference.
 */
final class Faces {

	/** What its author alone can tell from other code. */
	static final String PRIVATE_CODE = "private code";

	/** What nobody can name. */
	static final String NAMELESS_SERVICE = "nameless executor service";

	static final String NAMELESS_FUTURE = "nameless scheduled future";

	/**
	 * What a private field of an executor may hold instead of the application's
	 * decorator, or of none. No method of Spring's shows it.
	 */
	static final String DECORATOR = "decorator of taskmon";

	private static final String HOUSE = "io.taskmon.";

	private static final String LABORATORY = "io.taskmon.verification.";

	/** An exact class each, no subclass of it. */
	private static final Map<String, String> STAND_FOR = new TreeMap<>(
			Map.ofEntries(Map.entry("io.taskmon.executor.TrackedThreadPool", "java.util.concurrent.ThreadPoolExecutor"),
					Map.entry("io.taskmon.executor.TrackedScheduledThreadPool",
							"java.util.concurrent.ScheduledThreadPoolExecutor"),
					Map.entry("io.taskmon.executor.TrackedExecutorService", NAMELESS_SERVICE),
					Map.entry("io.taskmon.executor.TrackedScheduledExecutorService", NAMELESS_SERVICE),
					Map.entry("io.taskmon.spring.TrackedSimpleAsyncTaskExecutor",
							"org.springframework.core.task.SimpleAsyncTaskExecutor"),
					Map.entry("io.taskmon.spring.TrackedVirtualThreadTaskExecutor",
							"org.springframework.core.task.VirtualThreadTaskExecutor"),
					Map.entry("io.taskmon.spring.TrackedSimpleAsyncTaskScheduler",
							"org.springframework.scheduling.concurrent.SimpleAsyncTaskScheduler"),
					Map.entry("io.taskmon.executor.submission.TrackedFutureTask", "java.util.concurrent.FutureTask"),
					Map.entry("io.taskmon.executor.submission.TrackedScheduledFuture", NAMELESS_FUTURE),
					Map.entry("io.taskmon.executor.submission.TrackedRunnable", PRIVATE_CODE),
					Map.entry("io.taskmon.spring.TrackingTaskDecorator", DECORATOR)));

	private static final Set<String> NAMELESS_FUTURES = Set.of(
			"java.util.concurrent.ScheduledThreadPoolExecutor$ScheduledFutureTask",
			"org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler$DelegatingRunnableScheduledFuture");

	/** A text of the JDK tells which one it is. */
	private static final Pattern NAMELESS = Pattern.compile("java\\.util\\.concurrent\\.Executors\\$\\w+@");

	/** The future of an executor with a thread for each task, which nobody can name. */
	private static final String THREAD_BOUND = "java.util.concurrent.ThreadPerTaskExecutor$ThreadBoundFuture";

	private static final Set<Class<?>> CODE = Set.of(Runnable.class, Callable.class);

	private static final Pattern MOCK = Pattern.compile("\\$MockitoMock\\$\\d+");

	private static final Pattern LAMBDA = Pattern.compile("\\$\\$Lambda(\\$\\d+)?(/0x[0-9a-f]+|/\\d+)?");

	private Faces() {
	}

	static Set<String> names() {
		return STAND_FOR.keySet();
	}

	/**
	 * Returns what an application would have seen in place of a class.
	 */
	static String shown(Class<?> type) {
		String name = type.getName();
		if (isOfTaskmon(name)) {
			return STAND_FOR.getOrDefault(name, name);
		}
		if (isPrivateCode(type)) {
			return PRIVATE_CODE;
		}
		if (isNamelessService(type)) {
			return NAMELESS_SERVICE;
		}
		if (NAMELESS_FUTURES.contains(name)) {
			return NAMELESS_FUTURE;
		}
		if (name.equals(THREAD_BOUND)) {
			return FutureTask.class.getName();
		}
		if (type.isAnonymousClass() && type.getSuperclass() != Object.class) {
			return shown(type.getSuperclass());
		}
		return unnumbered(name);
	}

	/**
	 * Returns a text with what an application would have seen in place of names of
	 * classes.
	 */
	static String shownIn(String text) {
		String shown = text;
		for (Map.Entry<String, String> face : STAND_FOR.entrySet()) {
			shown = shown.replace(face.getKey() + "@", face.getValue() + "@");
		}
		for (String future : NAMELESS_FUTURES) {
			shown = shown.replace(future + "@", NAMELESS_FUTURE + "@");
		}
		shown = shown.replace(THREAD_BOUND + "@", FutureTask.class.getName() + "@");
		return unnumbered(NAMELESS.matcher(shown).replaceAll(NAMELESS_SERVICE + "@"));
	}

	private static String unnumbered(String text) {
		return MOCK.matcher(LAMBDA.matcher(text).replaceAll("\\$\\$Lambda")).replaceAll("\\$MockitoMock");
	}

	static boolean isOfTaskmon(String className) {
		return className.startsWith(HOUSE) && !className.startsWith(LABORATORY);
	}

	private static boolean isPrivateCode(Class<?> type) {
		boolean closed = type.isHidden() || type.isSynthetic() || type.isAnonymousClass()
				|| Modifier.isPrivate(type.getModifiers());
		return closed && CODE.containsAll(ClassUtils.getAllInterfacesForClassAsSet(type))
				&& !ClassUtils.getAllInterfacesForClassAsSet(type).isEmpty();
	}

	private static boolean isNamelessService(Class<?> type) {
		return type.getName().startsWith("java.util.concurrent.Executors$")
				|| type.getName().equals("java.util.concurrent.ThreadPerTaskExecutor");
	}

}
