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

package io.taskmon.verification.cost;

import java.util.List;

import io.taskmon.read.TaskList;
import io.taskmon.read.TaskQuery;
import io.taskmon.read.TaskReader;
import io.taskmon.task.Creation;
import io.taskmon.task.EndedTask;
import io.taskmon.task.TaskCounts;

import org.springframework.context.ConfigurableApplicationContext;

/**
 * That what was measured is what the benchmark says: tasks that were tracked, without an
 * error, each with its own stack or none of them, as deep as a request's.
 */
final class Claim {

	/**
	 * The tasks around a batch have sites of their own, whose first is within its budget.
	 */
	private static final int FIRST_OF_THEIR_SITE = 2;

	private Claim() {
	}

	static void require(ConfigurableApplicationContext application, MeasuredApplication.Tracking tracking) {
		if (tracking != MeasuredApplication.Tracking.OFF) {
			require(application.getBean(TaskReader.class), tracking == MeasuredApplication.Tracking.EXACT);
		}
	}

	static void require(TaskReader reader, boolean exact) {
		TaskList<EndedTask> ended = reader.ended(TaskQuery.ALL);
		TaskCounts counts = ended.counts();
		require(counts.errors() == 0 && counts.dropped() == 0, "errors or untracked tasks: " + counts);
		require(ended.tasks().size() == TaskQuery.DEFAULT_LIMIT, "tasks are missing: " + ended.tasks().size());
		long exactOnes = ended.tasks().stream().filter((task) -> task.facts().stackExact()).count();
		require(exact ? exactOnes == TaskQuery.DEFAULT_LIMIT : exactOnes <= FIRST_OF_THEIR_SITE,
				"stacks of their own: " + exactOnes);
		if (exact) {
			// In the middle, for a batch may begin and end with other tasks
			int depth = depth(reader, ended.tasks().get(TaskQuery.DEFAULT_LIMIT / 2).facts().id());
			require(depth >= Depth.OF_A_REQUEST, "depth of the stack: " + depth);
		}
	}

	static int depth(TaskReader reader, long id) {
		List<Creation> chain = reader.find(id).orElseThrow().creationChain();
		return chain.get(chain.size() - 1).stack().size();
	}

	private static void require(boolean condition, String otherwise) {
		if (!condition) {
			throw new IllegalStateException(otherwise);
		}
	}

}
