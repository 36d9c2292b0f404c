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

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;

import io.taskmon.stack.CreationStack;
import io.taskmon.task.ApplicationPackages;
import io.taskmon.task.Frames;
import io.taskmon.track.TaskCode;
import io.taskmon.track.TrackedTask;
import org.jspecify.annotations.Nullable;

/**
 * Names and sites of many tasks: what takes time to write is written once for each stack.
 * For one answer on one thread.
 */
final class TaskLabels {

	/**
	 * Site of tasks without a creation stack.
	 */
	static final String NO_STACK = "(no creation stack)";

	/**
	 * Site of tasks whose creation stack shows nobody that could be named.
	 */
	static final String NO_SITE = "(no frame of the application)";

	private final TaskNames names;

	private final IdentityHashMap<List<StackTraceElement>, String> sites = new IdentityHashMap<>();

	private final IdentityHashMap<List<StackTraceElement>, List<String>> paths = new IdentityHashMap<>();

	TaskLabels(TaskNames names) {
		this.names = names;
	}

	String name(TrackedTask task) {
		return name(task.code(), task.stack());
	}

	String name(TaskCode site, @Nullable CreationStack stack) {
		return this.names.name(site, stack);
	}

	/**
	 * Returns the creation site, or why there is none.
	 */
	String site(TrackedTask task) {
		return this.sites.computeIfAbsent(this.names.frames(task.stack()), this::site);
	}

	private String site(List<StackTraceElement> frames) {
		return this.names.application()
			.creationSite(frames)
			.map(Frames::siteText)
			.orElse(frames.isEmpty() ? NO_STACK : NO_SITE);
	}

	/**
	 * Returns whether what was taken for the creation site of a task is one.
	 */
	static boolean isSite(String site) {
		return !site.equals(NO_STACK) && !site.equals(NO_SITE);
	}

	/**
	 * Returns the name of the executor, or that there is none.
	 */
	String executor(TrackedTask task) {
		String executor = task.executor();
		return (executor != null) ? executor : TaskQuery.NO_EXECUTOR;
	}

	/**
	 * Returns the frames of the application, outermost first. Where it has none, the
	 * creation site stands for them.
	 */
	List<String> path(@Nullable CreationStack stack) {
		return this.paths.computeIfAbsent(this.names.frames(stack), this::outermostFirst);
	}

	private List<String> outermostFirst(List<StackTraceElement> frames) {
		ApplicationPackages application = this.names.application();
		List<String> path = new ArrayList<>();
		frames.stream().filter(application::isApplication).map(Frames::siteText).forEach(path::add);
		if (path.isEmpty()) {
			application.creationSite(frames).map(Frames::siteText).ifPresent(path::add);
		}
		Collections.reverse(path);
		return List.copyOf(path);
	}

}
