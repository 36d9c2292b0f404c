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
import io.taskmon.read.TaskBranch;
import io.taskmon.read.TaskTree;
import io.taskmon.task.TaskState;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.endpoint.OperationResponseBody;

/**
 * Description of live tasks by who created them.
 *
 * @param counts counts before filter and limit
 * @param matched how many live tasks matched
 * @param omitted how many nodes the limit left out
 * @param roots the roots, the oldest first
 */
public record TaskTreeDescriptor(CountsDescriptor counts, long matched, long omitted,
		List<Branch> roots) implements OperationResponseBody {

	static TaskTreeDescriptor of(TaskTree tree) {
		return new TaskTreeDescriptor(CountsDescriptor.of(tree.counts()), tree.matched(), tree.omitted(),
				tree.roots().stream().map(Branch::of).toList());
	}

	/**
	 * Description of a task with those that it created, or of many tasks of one name that
	 * created none.
	 *
	 * @param id id of the task, or of the oldest of many
	 * @param name their name
	 * @param state state of the task, or the oldest of many; absent if it has ended
	 * @param executor bean name of the executor, absent if unknown
	 * @param createdAt when the task, or the oldest of many, was submitted; absent if it
	 * has ended
	 * @param size how many tasks this stands for
	 * @param queued how many live tasks wait here and below
	 * @param running how many live tasks run here and below
	 * @param children what the task created
	 */
	@JsonInclude(Include.NON_NULL)
	public record Branch(long id, String name, @Nullable TaskState state, @Nullable String executor,
			@Nullable String createdAt, long size, long queued, long running, List<Branch> children) {

		static Branch of(TaskBranch branch) {
			return new Branch(branch.id(), Texts.of(branch.name()), branch.state(), Texts.optional(branch.executor()),
					Iso.optional(branch.createdAt()), branch.size(), branch.queued(), branch.running(),
					branch.children().stream().map(Branch::of).toList());
		}

	}

}
