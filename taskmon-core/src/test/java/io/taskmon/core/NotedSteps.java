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

package io.taskmon.core;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Recorder that notes what it is told, and fails after that if it is told to.
 */
final class NotedSteps implements TaskListener {

	final List<String> steps = new ArrayList<>();

	final List<TaskEnd> ended = new ArrayList<>();

	boolean failing;

	boolean recordingEnds = true;

	@Override
	public void queued(long id, String name, TaskKind kind, @Nullable String executor, long parentId) {
		note("queued " + id + " " + name + " " + kind + " in " + executor + " by " + parentId);
	}

	@Override
	public void started(long id) {
		note("started " + id);
	}

	@Override
	public boolean isRecordingEnds() {
		return this.recordingEnds;
	}

	@Override
	public void ended(TaskEnd task) {
		this.ended.add(task);
		note("ended " + task.id() + " " + task.outcome());
	}

	@Override
	public void cancelled(long id, String name, long cancellerId, @Nullable String cancellerName) {
		note("cancelled " + id + " " + name + " by " + cancellerId + " " + cancellerName);
	}

	private void note(String step) {
		this.steps.add(step);
		if (this.failing) {
			throw new IllegalStateException(step);
		}
	}

}
