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
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Names and sites of many tasks: what takes time to write is written once for each stack.
 * For one answer on one thread.
 */
final class TaskLabels {

	private final TaskDescriber describer;

	private final IdentityHashMap<List<StackTraceElement>, String> sites = new IdentityHashMap<>();

	private final IdentityHashMap<List<StackTraceElement>, List<String>> paths = new IdentityHashMap<>();

	TaskLabels(TaskDescriber describer) {
		this.describer = describer;
	}

	String name(TrackedTask task) {
		return name(task.site(), task.stack());
	}

	String name(TaskSite site, @Nullable CreationStack stack) {
		return this.describer.name(site, stack);
	}

	/**
	 * Returns the creation site, empty if it is unknown.
	 */
	String site(TrackedTask task) {
		return this.sites.computeIfAbsent(this.describer.frames(task.stack()),
				(frames) -> Frames.creationSite(frames).map(Frames::siteText).orElse(""));
	}

	/**
	 * Returns the frames of the application, outermost first.
	 */
	List<String> path(@Nullable CreationStack stack) {
		return this.paths.computeIfAbsent(this.describer.frames(stack), TaskLabels::outermostFirst);
	}

	private static List<String> outermostFirst(List<StackTraceElement> frames) {
		List<String> path = new ArrayList<>();
		frames.stream().filter(Frames::isApplication).map(Frames::siteText).forEach(path::add);
		Collections.reverse(path);
		return List.copyOf(path);
	}

}
