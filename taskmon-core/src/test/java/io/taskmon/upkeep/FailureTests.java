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

import java.io.IOException;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

import io.taskmon.task.Failure;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Exceptions as text, those included that would not let themselves be read.
 */
class FailureTests {

	@Test
	void typeMessageAndFramesAreText() {
		Failure failure = read(with(new IOException("Broken pipe"), frame("send", 1), frame("run", 2)));
		assertThat(failure.type()).isEqualTo("java.io.IOException");
		assertThat(failure.message()).isEqualTo("Broken pipe");
		assertThat(failure.stack()).containsExactly(line("send", 1), line("run", 2));
	}

	@Test
	void causesComeBehindALineOfTheirOwn() {
		Throwable root = with(new IOException("Broken pipe"), frame("write", 9), frame("run", 2));
		Throwable middle = with(new IllegalStateException((String) null, root), frame("send", 5), frame("run", 2));
		Failure failure = read(with(new RuntimeException("Not sent", middle), frame("ship", 1), frame("run", 2)));
		assertThat(failure.stack()).containsExactly(line("ship", 1), line("run", 2),
				"Caused by: java.lang.IllegalStateException", line("send", 5), "... 1 more",
				"Caused by: java.io.IOException: Broken pipe", line("write", 9), "... 1 more");
	}

	@Test
	void framesOfTheCauseThatAreAllSharedAreCounted() {
		Throwable cause = with(new IOException(), frame("send", 5), frame("run", 2));
		Failure failure = read(with(new RuntimeException(cause), frame("send", 5), frame("run", 2)));
		assertThat(failure.stack()).endsWith("Caused by: java.io.IOException", "... 2 more");
	}

	@Test
	void cycleEnds() {
		Throwable one = with(new RuntimeException("one"), frame("one", 1));
		Throwable other = with(new RuntimeException("other", one), frame("other", 1));
		one.initCause(other);
		assertThat(read(one).stack()).containsExactly(line("one", 1), "Caused by: java.lang.RuntimeException: other",
				line("other", 1));
	}

	@Test
	void exceptionWithoutStackIsShown() {
		assertThat(read(with(new RuntimeException("Out of stacks"))).stack()).isEmpty();
	}

	@Test
	void messageIsBounded() {
		Failure failure = read(with(new RuntimeException("x".repeat(10_000_000)), frame("run", 1)));
		assertThat(failure.message()).isEqualTo("x".repeat(Failure.MAX_MESSAGE) + "…");
		String exact = "x".repeat(Failure.MAX_MESSAGE);
		assertThat(read(new RuntimeException(exact)).message()).isEqualTo(exact);
	}

	@Test
	void messagesOfCausesAreBounded() {
		Throwable cause = with(new RuntimeException("x".repeat(10_000_000)));
		List<String> stack = read(with(new RuntimeException("Not sent", cause))).stack();
		assertThat(stack).hasSize(1).allMatch((line) -> line.length() < 2 * Failure.MAX_MESSAGE);
	}

	@Test
	void linesAreBounded() {
		StackTraceElement[] frames = new StackTraceElement[5_000];
		for (int i = 0; i < frames.length; i++) {
			frames[i] = frame("recurse", i);
		}
		List<String> stack = read(with(new RuntimeException(), frames)).stack();
		assertThat(stack).hasSize(Failure.MAX_LINES).startsWith(line("recurse", 0), line("recurse", 1));
	}

	@Test
	void longChainOfCausesIsBounded() {
		Throwable exception = with(new RuntimeException("root"));
		for (int i = 0; i < 10_000; i++) {
			exception = with(new RuntimeException("level " + i, exception));
		}
		assertThat(read(exception).stack()).hasSize(Failure.MAX_LINES)
			.startsWith("Caused by: java.lang.RuntimeException: level 9998");
	}

	@Test
	void endlessCausesAreBounded() {
		Endless endless = new Endless(new AtomicInteger());
		assertThat(read(endless).stack()).hasSize(Failure.MAX_LINES);
		assertThat(endless.generations).hasValueLessThanOrEqualTo(Failure.MAX_LINES + 1);
	}

	@Test
	void hostileMessageIsNamed() {
		Failure failure = read(with(new Hostile(), frame("run", 1)));
		assertThat(failure.type()).isEqualTo(Hostile.class.getName());
		assertThat(failure.message()).isEqualTo("(getMessage() threw java.lang.StackOverflowError)");
	}

	@Test
	void hostileStackAndCauseAreLeftOut() {
		assertThat(read(new Hostile()).stack()).isEmpty();
		assertThat(read(with(new RuntimeException("Not sent", new Hostile()), frame("run", 1))).stack())
			.containsExactly(line("run", 1),
					"Caused by: " + Hostile.class.getName() + ": (getMessage() threw java.lang.StackOverflowError)");
	}

	@Test
	void missingStackAndFramesAreLeftOut() {
		assertThat(read(new Stackless(null)).stack()).isEmpty();
		assertThat(read(new Stackless(new StackTraceElement[] { null, frame("run", 1), null })).stack())
			.containsExactly(line("run", 1));
		assertThat(read(with(new RuntimeException("Not sent", new Stackless(null)), frame("run", 1))).stack())
			.hasSize(2);
	}

	private static Failure read(Throwable exception) {
		return new FailureReading(exception, true).read();
	}

	private static Throwable with(Throwable exception, StackTraceElement... stack) {
		exception.setStackTrace(stack);
		return exception;
	}

	private static StackTraceElement frame(String method, int line) {
		return new StackTraceElement("com.acme.Mail", method, "Mail.java", line);
	}

	private static String line(String method, int line) {
		return "com.acme.Mail." + method + "(Mail.java:" + line + ")";
	}

	private static final class Hostile extends RuntimeException {

		private static final long serialVersionUID = 1L;

		@Override
		public String getMessage() {
			throw new StackOverflowError();
		}

		@Override
		public synchronized Throwable getCause() {
			throw new OutOfMemoryError();
		}

		@Override
		public StackTraceElement[] getStackTrace() {
			throw new IllegalStateException();
		}

	}

	private static final class Stackless extends RuntimeException {

		private static final long serialVersionUID = 1L;

		private final transient StackTraceElement @Nullable [] stack;

		Stackless(StackTraceElement @Nullable [] stack) {
			this.stack = stack;
		}

		@Override
		public StackTraceElement[] getStackTrace() {
			return this.stack;
		}

	}

	private static final class Endless extends RuntimeException {

		private static final long serialVersionUID = 1L;

		private final transient AtomicInteger generations;

		Endless(AtomicInteger generations) {
			super(null, null, false, false);
			this.generations = generations;
		}

		@Override
		public synchronized Throwable getCause() {
			return (this.generations.incrementAndGet() < 100_000) ? new Endless(this.generations) : null;
		}

	}

}
