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
import java.util.Objects;

import io.taskmon.task.EndedTask;
import io.taskmon.task.Guardian;
import io.taskmon.track.GuardianPost;
import io.taskmon.track.TaskRegistry;
import io.taskmon.track.TrackedTask;

/**
 * Looks at the posts of the guardians.
 */
final class DefaultGuardians implements Guardians {

	private final TaskRegistry registry;

	private final TaskDescriber describer;

	DefaultGuardians(TaskRegistry registry, TaskDescriber describer) {
		this.registry = registry;
		this.describer = describer;
	}

	@Override
	public List<Guardian> all() {
		return this.registry.guardians().all().stream().map(GuardianPost::look).map(this::describe).toList();
	}

	private Guardian describe(GuardianPost.Look post) {
		TrackedTask death = post.death();
		return new Guardian(post.name(), post.live(), (death != null) ? this.describer.ended(death) : null);
	}

	@Override
	public List<EndedTask> dead() {
		return all().stream().filter(Guardian::isDead).map(Guardian::death).map(Objects::requireNonNull).toList();
	}

}
