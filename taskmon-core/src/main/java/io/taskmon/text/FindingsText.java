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

package io.taskmon.text;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

import io.taskmon.diagnosis.Finding;
import io.taskmon.diagnosis.Severity;

/**
 * Findings as text: each with its evidence, and with the command that tells more.
 */
final class FindingsText {

	private static final String INDENT = "    ";

	private final Lines lines;

	FindingsText(TextStyle style) {
		this.lines = new Lines(style);
	}

	String text(List<Finding> findings) {
		if (findings.isEmpty()) {
			return this.lines.add("No findings: nothing is wrong that taskmon can see.").toString();
		}
		this.lines.add(counts(findings));
		findings.forEach(this::add);
		return this.lines.toString();
	}

	private static String counts(List<Finding> findings) {
		return findings.size() + ((findings.size() == 1) ? " finding: " : " findings: ")
				+ Arrays.stream(Severity.values())
					.filter((severity) -> count(findings, severity) > 0)
					.map((severity) -> text(severity, count(findings, severity)))
					.collect(Collectors.joining(", "));
	}

	private static String text(Severity severity, long count) {
		return count + " " + severity.name().toLowerCase(Locale.ROOT)
				+ ((severity == Severity.WARNING && count > 1) ? "s" : "");
	}

	private static long count(List<Finding> findings, Severity severity) {
		return findings.stream().filter((finding) -> finding.severity() == severity).count();
	}

	private void add(Finding finding) {
		this.lines.blank().add(Tone.of(finding.severity()), finding.severity() + " " + finding.kind());
		this.lines.add(Tone.STRONG, finding.summary());
		finding.evidence().forEach((line) -> this.lines.add(INDENT + line));
		if (finding.next() != null) {
			this.lines.add(INDENT + "next: ", Tone.ID, finding.next());
		}
	}

}
