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

package io.taskmon.console.command;

import java.lang.management.LockInfo;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

import io.taskmon.read.TaskQuery;
import io.taskmon.read.TaskReader;
import io.taskmon.task.LiveTask;
import io.taskmon.task.TaskDetails;
import io.taskmon.task.TaskState;
import io.taskmon.task.TaskThread;
import org.jspecify.annotations.Nullable;

/**
 * The threads of the process, and which task runs on each. Virtual threads are there if
 * they run a task.
 */
final class ThreadDump {

	private static final TaskQuery RUNNING = TaskQuery.ALL.withState(TaskState.RUNNING).withLimit(10_000);

	private final TaskReader reader;

	ThreadDump(TaskReader reader) {
		this.reader = reader;
	}

	/**
	 * Takes a dump.
	 * @param wanted id of a thread or part of its name, {@code null} for all
	 * @return the threads, by name
	 */
	List<Entry> take(@Nullable String wanted) {
		Map<Long, LiveTask> tasks = new HashMap<>();
		for (LiveTask task : this.reader.live(RUNNING).tasks()) {
			TaskThread thread = task.thread();
			if (thread != null) {
				tasks.put(thread.id(), task);
			}
		}
		List<Entry> entries = new ArrayList<>();
		threads().filter((thread) -> matches(wanted, thread.getThreadId(), thread.getThreadName()))
			.forEach((thread) -> entries.add(entry(thread, tasks.remove(thread.getThreadId()))));
		tasks.values()
			.stream()
			.filter((task) -> matches(wanted, thread(task).id(), thread(task).name()))
			.forEach((task) -> entries.add(entry(task)));
		entries.sort(Comparator.comparing(Entry::title));
		return entries;
	}

	private static Stream<ThreadInfo> threads() {
		return Arrays.stream(ManagementFactory.getThreadMXBean().dumpAllThreads(false, false));
	}

	private static TaskThread thread(LiveTask task) {
		TaskThread thread = task.thread();
		return (thread != null) ? thread : new TaskThread(0, "", true, Thread.State.TERMINATED);
	}

	private static boolean matches(@Nullable String wanted, long id, String name) {
		return wanted == null || wanted.equals(Long.toString(id))
				|| name.toLowerCase(Locale.ROOT).contains(wanted.toLowerCase(Locale.ROOT));
	}

	private static Entry entry(ThreadInfo thread, @Nullable LiveTask task) {
		LockInfo lock = thread.getLockInfo();
		String owner = thread.getLockOwnerName();
		String waiting = (lock != null) ? " on " + lock + ((owner != null) ? " held by " + owner : "") : "";
		return new Entry(title(thread.getThreadName(), thread.getThreadId(), thread.getThreadState() + waiting, task),
				List.of(thread.getStackTrace()));
	}

	private Entry entry(LiveTask task) {
		TaskThread thread = thread(task);
		List<StackTraceElement> stack = this.reader.find(task.facts().id()).map(TaskDetails::stack).orElse(List.of());
		return new Entry(
				title(thread.name(), thread.id(), (thread.virtual() ? "virtual, " : "") + thread.state(), task), stack);
	}

	private static String title(String name, long id, String state, @Nullable LiveTask task) {
		String title = "\"" + name + "\" " + id + " " + state;
		return (task != null) ? title + ", task " + task.facts().id() + " " + task.facts().name() : title;
	}

	/**
	 * A thread.
	 *
	 * @param title its name, id, state, and the task that it runs
	 * @param stack its stack, innermost frame first
	 */
	record Entry(String title, List<StackTraceElement> stack) {

	}

}
