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

package io.taskmon.core;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * An exception as text.
 *
 * @param type class name of the exception
 * @param message its message, shortened to {@value #MAX_MESSAGE} characters; absent if it
 * has none, or if messages are not to be kept
 * @param stack its frames, innermost first, then those of its causes, each behind a line
 * {@code Caused by: type: message}; frames that a cause shares with the exception it
 * caused are counted, not repeated. {@value #MAX_LINES} lines at the most
 */
public record Failure(String type, @Nullable String message, List<String> stack) {

	static final int MAX_MESSAGE = 1_000;

	static final int MAX_LINES = 500;

	static Failure of(Throwable exception, boolean messages) {
		List<String> lines = new ArrayList<>();
		Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());
		StackTraceElement[] enclosing = {};
		for (Throwable next = exception; next != null && lines.size() < MAX_LINES
				&& seen.add(next); next = causeOf(next)) {
			if (next != exception) {
				lines.add("Caused by: " + header(next, messages));
			}
			StackTraceElement[] frames = stackOf(next);
			addFrames(lines, frames, enclosing);
			enclosing = frames;
		}
		return new Failure(exception.getClass().getName(), messages ? messageOf(exception) : null, bounded(lines));
	}

	private static void addFrames(List<String> lines, StackTraceElement[] frames, StackTraceElement[] enclosing) {
		int shared = 0;
		while (shared < Math.min(frames.length, enclosing.length)
				&& frames[frames.length - 1 - shared].equals(enclosing[enclosing.length - 1 - shared])) {
			shared++;
		}
		for (int i = 0; i < frames.length - shared; i++) {
			lines.add(Frames.text(frames[i]));
		}
		if (shared > 0) {
			lines.add("... " + shared + " more");
		}
	}

	private static List<String> bounded(List<String> lines) {
		return List.copyOf((lines.size() > MAX_LINES) ? lines.subList(0, MAX_LINES) : lines);
	}

	private static String header(Throwable exception, boolean messages) {
		String message = messages ? messageOf(exception) : null;
		String type = exception.getClass().getName();
		return (message != null) ? type + ": " + message : type;
	}

	// Exceptions are the application's: each of these may throw, or return anything

	private static @Nullable String messageOf(Throwable exception) {
		try {
			String message = exception.getMessage();
			return (message != null && message.length() > MAX_MESSAGE) ? shortened(message) : message;
		}
		catch (Throwable ex) {
			return "(getMessage() threw " + ex.getClass().getName() + ")";
		}
	}

	private static String shortened(String message) {
		boolean splitsPair = Character.isHighSurrogate(message.charAt(MAX_MESSAGE - 1));
		return message.substring(0, splitsPair ? MAX_MESSAGE - 1 : MAX_MESSAGE) + "…";
	}

	private static @Nullable Throwable causeOf(Throwable exception) {
		try {
			return exception.getCause();
		}
		catch (Throwable ex) {
			return null;
		}
	}

	private static StackTraceElement[] stackOf(Throwable exception) {
		try {
			return Arrays.stream(exception.getStackTrace()).filter(Objects::nonNull).toArray(StackTraceElement[]::new);
		}
		catch (Throwable ex) {
			return new StackTraceElement[0];
		}
	}

}
