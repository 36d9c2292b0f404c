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

import java.util.Comparator;
import java.util.List;
import java.util.Objects;

import io.taskmon.fault.Faults;

/**
 * All checks, one after the other. A class of its own because none of it is needed before
 * somebody looks, and a start of the application need not load it.
 */
final class Checks {

	private static final List<Check> ALL = List.of(new PoolDeadlocks(), new Locks(), new DeadGuardians(),
			new DeadSchedules(), new BlockedPools(), new StarvingQueues(), new StuckRuns(), new Leaks(), new Floods(),
			new SlowTasks(), new CancelledRunning(), new LostExceptions(), new BlindSpots());

	/**
	 * What one of these says of an executor explains what those after it would say.
	 */
	private static final List<FindingKind> EXPLANATIONS = List.of(FindingKind.POOL_DEADLOCK, FindingKind.POOL_BLOCKED,
			FindingKind.FLOOD, FindingKind.STARVING_QUEUE);

	private static final Comparator<Finding> MOST_SEVERE_FIRST = Comparator.comparing(Finding::severity)
		.thenComparing(Finding::kind);

	private Checks() {
	}

	/**
	 * Returns what is wrong, the most severe first.
	 * @param evidence what there is to see
	 * @param faults is told of errors of checks
	 */
	static List<Finding> findings(Evidence evidence, Faults faults) {
		List<Finding> findings = ALL.stream().flatMap((check) -> findings(check, evidence, faults).stream()).toList();
		return findings.stream()
			.filter((finding) -> findings.stream().noneMatch((other) -> explains(other, finding)))
			.sorted(MOST_SEVERE_FIRST)
			.toList();
	}

	private static List<Finding> findings(Check check, Evidence evidence, Faults faults) {
		try {
			return check.findings(evidence);
		}
		catch (Throwable ex) {
			faults.report("the diagnosis " + check.getClass().getSimpleName(), ex);
			return List.of();
		}
	}

	private static boolean explains(Finding cause, Finding effect) {
		int rank = EXPLANATIONS.indexOf(cause.kind());
		return rank >= 0 && EXPLANATIONS.indexOf(effect.kind()) > rank
				&& Objects.equals(cause.executor(), effect.executor());
	}

}
