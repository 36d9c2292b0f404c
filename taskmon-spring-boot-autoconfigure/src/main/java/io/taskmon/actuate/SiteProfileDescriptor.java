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

import io.taskmon.read.SiteProfile;
import io.taskmon.read.TaskWeight;

import org.springframework.boot.actuate.endpoint.OperationResponseBody;

/**
 * Description of the creation sites of tasks, as the paths of calls and tasks that lead
 * to them.
 *
 * @param weight what they are weighed by
 * @param total weight of all tasks: a number, or milliseconds
 * @param omitted how many nodes the limit left out
 * @param roots where the paths begin, the heaviest first
 */
public record SiteProfileDescriptor(TaskWeight weight, long total, long omitted,
		List<Node> roots) implements OperationResponseBody {

	static SiteProfileDescriptor of(SiteProfile profile) {
		return new SiteProfileDescriptor(profile.weight(), profile.total(), profile.omitted(),
				profile.roots().stream().map(Node::of).toList());
	}

	/**
	 * Description of a frame of the application, or of a task.
	 *
	 * @param label the frame as text, or the name of the task
	 * @param task whether it is a task
	 * @param weight weight of the tasks here and below
	 * @param children what follows, the heaviest first
	 */
	public record Node(String label, boolean task, long weight, List<Node> children) {

		static Node of(SiteProfile.Node node) {
			return new Node(Texts.of(node.label()), node.task(), node.weight(),
					node.children().stream().map(Node::of).toList());
		}

	}

}
