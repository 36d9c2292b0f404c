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

import io.taskmon.task.Failure;
import io.taskmon.task.Limits;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for what {@link Failure} keeps of the messages of exceptions.
 */
class ExceptionMessagesTests {

	private static final Exception EXCEPTION = new IllegalStateException("card 4711",
			new IllegalArgumentException("pin 0815"));

	@Test
	void messagesAreKept() {
		Failure failure = new FailureReading(EXCEPTION, true).read();
		assertThat(failure.message()).isEqualTo("card 4711");
		assertThat(failure.stack()).contains("Caused by: java.lang.IllegalArgumentException: pin 0815");
	}

	@Test
	void noMessageIsKeptWhereNoneIsToBe() {
		Failure failure = new FailureReading(EXCEPTION, false).read();
		assertThat(failure.message()).isNull();
		assertThat(failure.stack()).contains("Caused by: java.lang.IllegalArgumentException");
		assertThat(failure.toString()).doesNotContain("4711", "0815");
	}

	@Test
	void limitsKeepMessagesUnlessToldOtherwise() {
		assertThat(new Limits(1, 1, 1).exceptionMessages()).isTrue();
		assertThat(Limits.DEFAULTS.exceptionMessages()).isTrue();
	}

	@Test
	void shortenedMessageEndsBetweenCharacters() {
		String clef = "\uD834\uDD1E";
		String message = "x".repeat(Failure.MAX_MESSAGE - 1) + clef + "tail";
		Failure failure = new FailureReading(new IllegalStateException(message), true).read();
		assertThat(failure.message()).isEqualTo("x".repeat(Failure.MAX_MESSAGE - 1) + "…");
	}

}
