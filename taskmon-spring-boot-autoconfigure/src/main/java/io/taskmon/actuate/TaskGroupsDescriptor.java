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

import io.taskmon.observe.TaskGroup;
import io.taskmon.read.TaskGroups;

import org.springframework.boot.actuate.endpoint.OperationResponseBody;

/**
 * Description of groups of live tasks.
 *
 * @param counts counts before filter and limit
 * @param matched how many groups there are, before offset and limit
 * @param groups the groups, the largest first
 */
public record TaskGroupsDescriptor(CountsDescriptor counts, long matched,
		List<Group> groups) implements OperationResponseBody {

	static TaskGroupsDescriptor of(TaskGroups groups) {
		return new TaskGroupsDescriptor(CountsDescriptor.of(groups.counts()), groups.matched(),
				groups.groups().stream().map(Group::of).toList());
	}

	/**
	 * Description of a group.
	 *
	 * @param key what its tasks have in common, or in parentheses why that is unknown
	 * @param queued how many of them wait
	 * @param running how many of them run
	 * @param oldestId id of the oldest
	 * @param oldestAt when the oldest was submitted
	 */
	public record Group(String key, long queued, long running, long oldestId, String oldestAt) {

		static Group of(TaskGroup group) {
			return new Group(Texts.of(group.key()), group.queued(), group.running(), group.oldestId(),
					Iso.text(group.oldestAt()));
		}

	}

}
