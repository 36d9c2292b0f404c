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

package io.taskmon.console.shell;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link BoundedLineInput}.
 */
class BoundedLineInputTests {

	@Test
	void linesAreCutAndTheNextIsWhole() throws IOException {
		String line = "x".repeat(BoundedLineInput.MAX_LINE);
		assertThat(read(line + "yyy\rnext\n" + line + "z\u0003end")).isEqualTo(line + "\rnext\n" + line + "\u0003end");
	}

	@Test
	void singleBytesAreCountedAsWell() throws IOException {
		String line = "x".repeat(BoundedLineInput.MAX_LINE);
		try (BoundedLineInput input = input(line + "yyy")) {
			for (int i = 0; i < BoundedLineInput.MAX_LINE; i++) {
				assertThat(input.read()).isEqualTo('x');
			}
			assertThat(input.read()).isEqualTo(-1);
		}
	}

	private static String read(String text) throws IOException {
		try (BoundedLineInput input = input(text)) {
			return new String(input.readAllBytes(), StandardCharsets.UTF_8);
		}
	}

	private static BoundedLineInput input(String text) {
		return new BoundedLineInput(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
	}

}
