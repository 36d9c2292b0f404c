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
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;

import org.jspecify.annotations.Nullable;

/**
 * Writes times as text, so that what a client reads does not depend on how the
 * application configures its JSON.
 */
final class Iso {

	private static final DateTimeFormatter MILLIS = new DateTimeFormatterBuilder().appendInstant(3).toFormatter();

	private Iso() {
	}

	static String text(Instant instant) {
		return MILLIS.format(instant);
	}

	static @Nullable String optional(@Nullable Instant instant) {
		return (instant != null) ? text(instant) : null;
	}

	static @Nullable String optional(@Nullable Duration duration) {
		return (duration != null) ? duration.toString() : null;
	}

}
