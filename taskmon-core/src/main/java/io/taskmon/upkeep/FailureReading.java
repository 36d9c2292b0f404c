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
package io.taskmon.upkeep;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Set;

import io.taskmon.task.Failure;
import io.taskmon.task.Frames;
import org.jspecify.annotations.Nullable;

/**
 * Turns one exception into text. What exceptions tell of themselves, code of the
 * application may tell, which may throw, never return, or return anything: another thread
 * can have what has been read so far.
 */
public final class FailureReading {

	private final Throwable exception;

	private final boolean messages;

	// Guarded by this, which nobody holds while code of the exception runs

	private final List<String> lines = new ArrayList<>();

	private @Nullable String message;

	private String reading = "(nothing of it has been read yet)";

	FailureReading(Throwable exception, boolean messages) {
		this.exception = exception;
		this.messages = messages;
	}

	/**
	 * Returns what is known of an exception that is not asked.
	 * @param note why, in place of its message
	 */
	static Failure unread(Throwable exception, boolean messages, String note) {
		return new Failure(exception.getClass().getName(), messages ? note : null, List.of());
	}

	/**
	 * Reads it all.
	 */
	Failure read() {
		Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());
		StackTraceElement[] enclosing = {};
		for (Throwable next = this.exception; next != null && seen.add(next) && hasPlace(); next = causeOf(next)) {
			if (next != this.exception) {
				add("Caused by: " + header(next));
			}
			StackTraceElement[] frames = stackOf(next);
			addFrames(frames, enclosing);
			if (next == this.exception && this.messages) {
				keep(messageOf(next));
			}
			enclosing = frames;
		}
		return result(null);
	}

	/**
	 * Returns what has been read so far.
	 * @param why why that is all
	 */
	Failure soFar(String why) {
		return result(why);
	}

	private synchronized Failure result(@Nullable String why) {
		List<String> stack = new ArrayList<>(this.lines);
		String text = this.message;
		if (why != null) {
			String note = "(" + this.reading + " " + why + ")";
			text = (text == null && this.messages) ? note : text;
			stack.add(note);
		}
		int size = Math.min(stack.size(), Failure.MAX_LINES);
		return new Failure(this.exception.getClass().getName(), text, List.copyOf(stack.subList(0, size)));
	}

	private synchronized boolean hasPlace() {
		return this.lines.size() < Failure.MAX_LINES;
	}

	private synchronized void add(String line) {
		this.lines.add(line);
	}

	private synchronized void keep(@Nullable String read) {
		this.message = read;
	}

	private synchronized void reads(String what) {
		this.reading = what;
	}

	private void addFrames(StackTraceElement[] frames, StackTraceElement[] enclosing) {
		int shared = 0;
		while (shared < Math.min(frames.length, enclosing.length)
				&& frames[frames.length - 1 - shared].equals(enclosing[enclosing.length - 1 - shared])) {
			shared++;
		}
		for (int i = 0; i < frames.length - shared && hasPlace(); i++) {
			add(Frames.text(frames[i]));
		}
		if (shared > 0) {
			add("... " + shared + " more");
		}
	}

	private String header(Throwable cause) {
		String read = this.messages ? messageOf(cause) : null;
		String type = cause.getClass().getName();
		return (read != null) ? type + ": " + read : type;
	}

	private @Nullable String messageOf(Throwable asked) {
		reads((asked == this.exception) ? "its message was" : "the message of its cause was");
		try {
			String read = asked.getMessage();
			return (read != null && read.length() > Failure.MAX_MESSAGE) ? shortened(read) : read;
		}
		catch (Throwable ex) {
			return "(getMessage() threw " + ex.getClass().getName() + ")";
		}
	}

	private static String shortened(String message) {
		boolean splitsPair = Character.isHighSurrogate(message.charAt(Failure.MAX_MESSAGE - 1));
		return message.substring(0, splitsPair ? Failure.MAX_MESSAGE - 1 : Failure.MAX_MESSAGE) + "…";
	}

	private @Nullable Throwable causeOf(Throwable asked) {
		reads("its cause was");
		try {
			return asked.getCause();
		}
		catch (Throwable ex) {
			return null;
		}
	}

	private StackTraceElement[] stackOf(Throwable asked) {
		reads("its frames were");
		try {
			return Arrays.stream(asked.getStackTrace()).filter(Objects::nonNull).toArray(StackTraceElement[]::new);
		}
		catch (Throwable ex) {
			return new StackTraceElement[0];
		}
	}

}
