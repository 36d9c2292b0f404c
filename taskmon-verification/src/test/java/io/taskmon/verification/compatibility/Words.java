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

import java.time.temporal.TemporalAmount;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

/**
 * Puts into words what was seen, without anything that differs from one run to the next.
 */
final class Words {

	private static final String LABORATORY = "io.taskmon.verification.";

	private static final Pattern IDENTITY = Pattern.compile("@[0-9a-f]{1,8}\\b");

	/** The JDK counts pools and threads for as long as a virtual machine lives. */
	private static final Pattern COUNTED = Pattern.compile("\\b(pool|ForkJoinPool|Thread)-\\d+");

	private static final int CAUSES = 10;

	private static final int FRAMES = 3;

	private Words() {
	}

	static String of(@Nullable Object value) {
		if (value == null || value instanceof Number || value instanceof Boolean || value instanceof Enum<?>
				|| value instanceof TemporalAmount) {
			return String.valueOf(value);
		}
		if (value instanceof CharSequence text) {
			return text(text.toString());
		}
		if (value instanceof Class<?> type) {
			return Faces.shown(type);
		}
		if (value instanceof Throwable failure) {
			return failure(failure);
		}
		if (value instanceof Thread thread) {
			return thread(thread);
		}
		if (value instanceof Collection<?> values) {
			return values.stream().map(Words::of).collect(Collectors.joining(", ", "[", "]"));
		}
		if (value instanceof Map<?, ?> values) {
			return values.entrySet()
				.stream()
				.map((entry) -> of(entry.getKey()) + ": " + of(entry.getValue()))
				.sorted()
				.collect(Collectors.joining(", ", "{", "}"));
		}
		return Faces.shown(value.getClass());
	}

	/**
	 * Returns a text without what tells one object of a class from another.
	 */
	static String text(String text) {
		String shown = IDENTITY.matcher(Faces.shownIn(text)).replaceAll("@");
		return COUNTED.matcher(shown).replaceAll("$1");
	}

	/**
	 * Returns a failure with its causes, what they suppress, their messages, and the
	 * innermost methods of the application that are on their stacks.
	 */
	static String failure(Throwable failure) {
		List<String> chain = new ArrayList<>();
		Throwable next = failure;
		while (next != null && chain.size() < CAUSES) {
			StringBuilder told = new StringBuilder(Faces.shown(next.getClass()));
			told.append(": ").append((next.getMessage() != null) ? text(next.getMessage()) : null);
			told.append(" at ").append(ownFrames(next.getStackTrace()));
			for (Throwable suppressed : next.getSuppressed()) {
				told.append(" suppresses (").append(failure(suppressed)).append(')');
			}
			chain.add(told.toString());
			next = next.getCause();
		}
		return String.join(" caused by ", chain);
	}

	private static List<String> ownFrames(StackTraceElement[] stack) {
		List<String> frames = new ArrayList<>();
		for (StackTraceElement frame : stack) {
			if (frame.getClassName().startsWith(LABORATORY) && frames.size() < FRAMES) {
				frames.add(frame.getClassName().substring(frame.getClassName().lastIndexOf('.') + 1) + "."
						+ frame.getMethodName());
			}
		}
		return frames;
	}

	private static String thread(Thread thread) {
		ThreadGroup group = thread.getThreadGroup();
		Thread.UncaughtExceptionHandler handler = thread.getUncaughtExceptionHandler();
		ClassLoader classLoader = thread.getContextClassLoader();
		return text(thread.getName()) + (thread.isDaemon() ? " daemon" : "") + " " + thread.getPriority() + " of "
				+ ((group != null) ? group.getName() : null) + " " + Faces.shown(thread.getClass()) + " handler "
				+ ((handler != null) ? Faces.shown(handler.getClass()) : null) + " loader "
				+ ((classLoader != null) ? Faces.shown(classLoader.getClass()) : null);
	}

}
