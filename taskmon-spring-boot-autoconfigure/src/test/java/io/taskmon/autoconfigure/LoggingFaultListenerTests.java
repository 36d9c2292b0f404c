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

package io.taskmon.autoconfigure;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link LoggingFaultListener}.
 */
@ExtendWith(OutputCaptureExtension.class)
class LoggingFaultListenerTests {

	private final LoggingFaultListener listener = new LoggingFaultListener();

	@Test
	void logsTheFirstFaultOfAnActivityOnly(CapturedOutput output) {
		this.listener.onFault("first", new IllegalStateException("one"));
		this.listener.onFault("first", new IllegalStateException("two"));
		assertThat(output).contains("taskmon failed at first", "IllegalStateException: one").doesNotContain("two");
	}

	@Test
	void faultThatCouldNotBeLoggedDoesNotSilenceTheNextOne(CapturedOutput output) {
		assertThatExceptionOfType(StackOverflowError.class)
			.isThrownBy(() -> this.listener.onFault("deep", new Unprintable()));
		this.listener.onFault("deep", new IllegalStateException("shallow"));
		assertThat(output).contains("taskmon failed at deep", "IllegalStateException: shallow");
	}

	private static final class Unprintable extends RuntimeException {

		@Override
		public String getMessage() {
			throw new StackOverflowError();
		}

		@Override
		public StackTraceElement[] getStackTrace() {
			throw new StackOverflowError();
		}

	}

}
