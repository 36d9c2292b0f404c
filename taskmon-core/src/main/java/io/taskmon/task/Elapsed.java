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

package io.taskmon.task;

import java.time.Duration;
import java.util.Locale;

/**
 * Writes durations as people do: {@code 12ms}, {@code 3.4s}, {@code 2m05s},
 * {@code 1h02m}, {@code 3d04h}. Never more than has passed.
 */
public final class Elapsed {

	private Elapsed() {
	}

	/**
	 * Writes a duration.
	 * @param duration the duration, not negative
	 * @return its text
	 */
	public static String text(Duration duration) {
		if (duration.compareTo(Duration.ofSeconds(1)) < 0) {
			return duration.toMillis() + "ms";
		}
		if (duration.compareTo(Duration.ofMinutes(1)) < 0) {
			return duration.toSeconds() + "." + duration.toMillisPart() / 100 + "s";
		}
		if (duration.compareTo(Duration.ofHours(1)) < 0) {
			return pair(duration.toMinutes(), 'm', duration.toSecondsPart(), 's');
		}
		if (duration.compareTo(Duration.ofDays(1)) < 0) {
			return pair(duration.toHours(), 'h', duration.toMinutesPart(), 'm');
		}
		return pair(duration.toDays(), 'd', duration.toHoursPart(), 'h');
	}

	private static String pair(long large, char largeUnit, int small, char smallUnit) {
		return String.format(Locale.ROOT, "%d%c%02d%c", large, largeUnit, small, smallUnit);
	}

}
