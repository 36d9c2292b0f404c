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

package io.taskmon.read;

import java.util.List;

import io.taskmon.TaskMonitor;
import io.taskmon.tally.TallyLabels;
import io.taskmon.task.EndedTotals;
import io.taskmon.task.LiveTotals;

/**
 * The read side for who counts tasks: figures without the tasks. Executors are told apart
 * up to a limit. Thread-safe; answers are immutable values, and reading never waits for a
 * task.
 */
public interface TaskStatistics {

	/**
	 * Label of the tasks whose executor is not known.
	 */
	String UNKNOWN_EXECUTOR = TallyLabels.UNKNOWN_EXECUTOR;

	/**
	 * Label of the tasks of executors beyond the limit.
	 */
	String OTHER_EXECUTORS = TallyLabels.OTHER_EXECUTORS;

	/**
	 * Counts live tasks. Takes a look at each of them.
	 * @return the totals of each executor that has live tasks, both states of each
	 */
	List<LiveTotals> live();

	/**
	 * Returns how tasks have ended. A task that its future's cancellation overtook just
	 * after its end moves from one outcome to another; else no figure ever falls.
	 * @return the totals of each executor that has had tasks, all outcomes of each
	 */
	List<EndedTotals> ended();

	/**
	 * Returns how the tasks have ended that are counted by their name.
	 * @return the totals of each counted name that has had tasks, all outcomes of each
	 * @see TaskMonitor#countByName
	 */
	List<EndedTotals> endedByName();

	/**
	 * Returns how many tasks a hard limit left untracked.
	 * @return number of tasks since the start
	 */
	long dropped();

	/**
	 * Returns how many errors there have been inside taskmon.
	 * @return number of errors since the start
	 */
	long errors();

}
