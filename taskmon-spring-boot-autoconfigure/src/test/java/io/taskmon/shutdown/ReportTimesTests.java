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
import java.util.ArrayList;
import java.util.List;

import io.taskmon.shutdown.ReportTimes.Report;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ReportTimes}.
 */
class ReportTimesTests {

	@Test
	void intervalsGrowAndThenStayTheSame() {
		assertThat(reports(Duration.ofMinutes(5), 9)).extracting((report) -> report.due().toSeconds())
			.containsExactly(1L, 2L, 5L, 10L, 20L, 30L, 60L, 90L, 120L);
	}

	@Test
	void noticeComesOneSecondBeforeThePhaseIsOver() {
		assertThat(reports(Duration.ofSeconds(30), 7)).containsExactly(new Report(Duration.ofSeconds(1), false),
				new Report(Duration.ofSeconds(2), false), new Report(Duration.ofSeconds(5), false),
				new Report(Duration.ofSeconds(10), false), new Report(Duration.ofSeconds(20), false),
				new Report(Duration.ofSeconds(29), true), new Report(Duration.ofSeconds(30), false));
	}

	@Test
	void shortPhaseIsNoticedInItsLastTenth() {
		assertThat(reports(Duration.ofSeconds(1), 2)).containsExactly(new Report(Duration.ofMillis(900), true),
				new Report(Duration.ofSeconds(1), false));
	}

	@ParameterizedTest
	@ValueSource(longs = { Long.MIN_VALUE, -1, Long.MAX_VALUE })
	void strangeTimeOutDoesNoHarm(long seconds) {
		assertThat(reports(Duration.ofSeconds(seconds), 1)).containsExactly(new Report(Duration.ofSeconds(1), false));
	}

	@Test
	void noticeThatMeetsAnIntervalIsOneReport() {
		assertThat(reports(Duration.ofSeconds(11), 5)).containsSubsequence(new Report(Duration.ofSeconds(5), false),
				new Report(Duration.ofSeconds(10), true), new Report(Duration.ofSeconds(20), false));
	}

	@Test
	void withoutTimeForAPhaseThereIsNothingToNotice() {
		assertThat(reports(Duration.ZERO, 5)).noneMatch(Report::beforeTimeout);
	}

	@Test
	void lateReportLeavesOutWhatWasDueMeanwhile() {
		assertThat(new ReportTimes(Duration.ofMinutes(5)).after(Duration.ofSeconds(7)).due())
			.isEqualTo(Duration.ofSeconds(10));
	}

	@Test
	void warnsWhereItTakesLong() {
		assertThat(reports(Duration.ofSeconds(3), 4)).extracting(Report::isWarning)
			.containsExactly(false, false, true, true);
	}

	private static List<Report> reports(Duration phaseTimeout, int count) {
		ReportTimes times = new ReportTimes(phaseTimeout);
		List<Report> reports = new ArrayList<>();
		Duration elapsed = Duration.ZERO;
		while (reports.size() < count) {
			reports.add(times.after(elapsed));
			elapsed = reports.get(reports.size() - 1).due();
		}
		return reports;
	}

}
