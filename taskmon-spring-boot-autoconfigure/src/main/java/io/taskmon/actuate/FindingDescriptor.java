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

import java.util.List;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import io.taskmon.diagnosis.Finding;
import io.taskmon.diagnosis.FindingKind;
import io.taskmon.diagnosis.Severity;
import org.jspecify.annotations.Nullable;

/**
 * Description of something that is wrong.
 *
 * @param kind what it is about
 * @param severity how bad it is
 * @param summary one sentence
 * @param executor bean name of the executor, absent if it is not about one
 * @param tasks ids of tasks that show it
 * @param evidence how it is known, a line each
 * @param next the command of the console that tells more, absent if there is none
 */
@JsonInclude(Include.NON_NULL)
public record FindingDescriptor(FindingKind kind, Severity severity, String summary, @Nullable String executor,
		List<Long> tasks, List<String> evidence, @Nullable String next) {

	static FindingDescriptor of(Finding finding) {
		return new FindingDescriptor(finding.kind(), finding.severity(), Texts.of(finding.summary()),
				Texts.optional(finding.executor()), finding.tasks(), Texts.of(finding.evidence()),
				Texts.optional(finding.next()));
	}

}
