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

import io.taskmon.stack.CreationStack;
import io.taskmon.stack.StackSymbols;
import io.taskmon.task.ApplicationPackages;
import io.taskmon.task.Frames;
import io.taskmon.track.TaskCode;
import io.taskmon.track.TrackedTask;
import org.jspecify.annotations.Nullable;

/**
 * Names tasks, and the sites that created them, after their stacks. Thread-safe.
 */
final class TaskNames {

	private final StackSymbols symbols;

	private final ApplicationPackages application;

	TaskNames(StackSymbols symbols, ApplicationPackages application) {
		this.symbols = symbols;
		this.application = application;
	}

	ApplicationPackages application() {
		return this.application;
	}

	String name(TrackedTask task) {
		return name(task.code(), task.stack());
	}

	String name(TaskCode site, @Nullable CreationStack stack) {
		if (!site.isGeneric()) {
			return site.name();
		}
		return this.application.firstFrame(frames(stack))
			.map((frame) -> site.name() + "@" + Frames.shortMethod(frame))
			.orElse(site.name());
	}

	@Nullable String createdFrom(@Nullable CreationStack stack) {
		return this.application.creationSite(frames(stack)).map(Frames::siteText).orElse(null);
	}

	List<StackTraceElement> frames(@Nullable CreationStack stack) {
		return (stack != null) ? stack.frames(this.symbols) : List.of();
	}

	/**
	 * Returns where the thread of a task is now, innermost frame first; empty if it does
	 * not run.
	 */
	List<StackTraceElement> liveStack(TrackedTask task) {
		Thread thread = task.thread();
		if (thread == null) {
			return List.of();
		}
		StackTraceElement[] frames = thread.getStackTrace();
		// The thread may have gone on to another task while its stack was taken
		return (task.thread() == thread) ? this.symbols.liveFrames(frames) : List.of();
	}

}
