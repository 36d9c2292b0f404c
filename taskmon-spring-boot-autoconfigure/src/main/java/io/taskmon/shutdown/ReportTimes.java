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

package io.taskmon.shutdown;

import java.time.Duration;
import java.util.List;

/**
 * When to tell of a shutdown that goes on: at growing intervals, and shortly before the
 * time is over that Spring grants a phase of it. Immutable.
 */
final class ReportTimes {

	private static final List<Duration> FIRST = List.of(Duration.ofSeconds(1), Duration.ofSeconds(2),
			Duration.ofSeconds(5), Duration.ofSeconds(10), Duration.ofSeconds(20));

	private static final Duration INTERVAL = Duration.ofSeconds(30);

	private static final Duration LONGEST_NOTICE = Duration.ofSeconds(1);

	private static final Duration LONG_PHASE = Duration.ofSeconds(10);

	private final Duration notice;

	/**
	 * Creates the times of a shutdown.
	 * @param phaseTimeout how long Spring waits for each of its phases
	 */
	ReportTimes(Duration phaseTimeout) {
		this.notice = phaseTimeout.minus(notice(phaseTimeout));
	}

	private static Duration notice(Duration phaseTimeout) {
		if (phaseTimeout.compareTo(LONG_PHASE) >= 0) {
			return LONGEST_NOTICE;
		}
		// Duration.dividedBy(long) calculates with BigDecimal, which nobody else may need
		return Duration.ofMillis(Math.max(phaseTimeout.toSeconds(), 0) * 100 + phaseTimeout.toMillisPart() / 10);
	}

	/**
	 * Returns what comes next.
	 * @param elapsed how long the shutdown has lasted
	 * @return the first report after that
	 */
	Report after(Duration elapsed) {
		Duration next = FIRST.stream()
			.filter((time) -> time.compareTo(elapsed) > 0)
			.findFirst()
			.orElseGet(() -> INTERVAL.multipliedBy(elapsed.dividedBy(INTERVAL) + 1));
		boolean beforeTimeout = this.notice.compareTo(elapsed) > 0 && this.notice.compareTo(next) <= 0;
		return beforeTimeout ? new Report(this.notice, true) : new Report(next, false);
	}

	/**
	 * A report that is due.
	 *
	 * @param due how long the shutdown has lasted then
	 * @param beforeTimeout whether the time for its first phase is nearly over
	 */
	record Report(Duration due, boolean beforeTimeout) {

		private static final Duration LONG = Duration.ofSeconds(5);

		boolean isWarning() {
			return this.beforeTimeout || this.due.compareTo(LONG) >= 0;
		}

	}

}
