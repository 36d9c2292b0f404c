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

package io.taskmon.diagnosis;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import io.taskmon.observe.TaskExecutorInfo;
import io.taskmon.task.Coverage;
import io.taskmon.task.TaskCounts;

/**
 * Says what taskmon does not see: executors that it cannot see entirely, tasks that a
 * limit left out, tasks that an error of its own made it lose.
 */
final class BlindSpots implements Check {

	@Override
	public List<Finding> findings(Evidence evidence) {
		List<Finding> findings = new ArrayList<>();
		TaskCounts counts = evidence.observation().counts();
		if (counts.dropped() > 0) {
			findings.add(finding("dropped", evidence.history().areDroppedMore(counts.dropped()),
					plural(counts.dropped(), " task has", " tasks have")
							+ " not been tracked, for taskmon.max-live-tasks was reached"));
		}
		if (counts.errors() > 0) {
			findings.add(finding("errors", evidence.history().areErrorsMore(counts.errors()),
					plural(counts.errors(), " error", " errors")
							+ " inside taskmon; the log has the first of each kind"));
		}
		List<TaskExecutorInfo> executors = evidence.observation()
			.executors()
			.stream()
			.filter((executor) -> executor.coverage().level() != Coverage.Level.FULL)
			.toList();
		if (!executors.isEmpty()) {
			findings.add(finding(executors, evidence.observation().executors().size()));
		}
		return findings;
	}

	private static Finding finding(List<TaskExecutorInfo> executors, int of) {
		String summary = executors.size() + " of " + of + ((executors.size() == 1) ? " executors is" : " executors are")
				+ " not seen entirely: " + Evidence.someOf(executors.stream().map(TaskExecutorInfo::name).toList());
		return new Finding(FindingKind.BLIND_SPOT, Severity.INFO, "executors", summary,
				(executors.size() == 1) ? executors.get(0).name() : null, List.of(),
				executors.stream().map(BlindSpots::line).toList(), "executors");
	}

	private static Finding finding(String subject, boolean worse, String summary) {
		return new Finding(FindingKind.BLIND_SPOT, worse ? Severity.WARNING : Severity.INFO, subject, summary, null,
				List.of(), List.of(), "ps");
	}

	private static String plural(long count, String one, String many) {
		return count + ((count == 1) ? one : many);
	}

	private static String line(TaskExecutorInfo executor) {
		Coverage coverage = executor.coverage();
		return executor.name() + " is " + coverage.level() + ", " + Objects.requireNonNullElse(coverage.reason(), "")
				+ "; missing: " + String.join(", ", coverage.missing());
	}

}
