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

package io.taskmon.actuate;

import java.time.Duration;
import java.time.Instant;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Iso}.
 */
class IsoTests {

	@Test
	void instantsHaveMillisecondsEvenIfThereAreNone() {
		assertThat(Iso.text(Instant.parse("2026-11-23T07:19:17Z"))).isEqualTo("2026-11-23T07:19:17.000Z");
		assertThat(Iso.text(Instant.parse("2026-11-23T07:19:17.125999Z"))).isEqualTo("2026-11-23T07:19:17.125Z");
	}

	@Test
	void whatIsAbsentStaysAbsent() {
		assertThat(Iso.optional((Instant) null)).isNull();
		assertThat(Iso.optional((Duration) null)).isNull();
		assertThat(Iso.optional(Duration.ofMillis(2))).isEqualTo("PT0.002S");
	}

}
