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

package io.taskmon.track;

import java.util.Arrays;
import java.util.Optional;

import io.taskmon.fault.Faults;
import io.taskmon.spi.TaskMarker;
import org.jspecify.annotations.Nullable;

/**
 * The task that each thread runs, and the marks that threads bear because of it.
 * Thread-safe; throws what a stack that overflows throws.
 */
public final class CurrentTask {

	// A static one would mix the tasks of several application contexts, and outlive them.
	// Holds an array (the task, and the marks before any), for threads that outlive the
	// application must keep no class of ours
	@SuppressWarnings("ThreadLocalUsage")
	private final ThreadLocal<@Nullable Object[]> current = ThreadLocal.withInitial(() -> new Object[2]);

	private final Faults faults;

	private volatile TaskMarker[] markers = {};

	CurrentTask(Faults faults) {
		this.faults = faults;
	}

	/**
	 * Has threads marked by one more, from now on.
	 */
	public synchronized void add(TaskMarker marker) {
		TaskMarker[] more = Arrays.copyOf(this.markers, this.markers.length + 1);
		more[more.length - 1] = marker;
		this.markers = more;
	}

	@Nullable TrackedTask get() {
		return (TrackedTask) this.current.get()[0];
	}

	/**
	 * Makes a task the current one of this thread.
	 * @return the one that was current before
	 */
	@Nullable TrackedTask set(@Nullable TrackedTask task) {
		@Nullable Object[] holder = this.current.get();
		TrackedTask before = (TrackedTask) holder[0];
		holder[0] = task;
		TaskMarker[] known = this.markers;
		if (known.length > 0 && before != task) {
			mark(known, holder, task);
		}
		return before;
	}

	private void mark(TaskMarker[] known, @Nullable Object[] holder, @Nullable TrackedTask task) {
		@Nullable Object[] outermost = outermost(holder, known.length);
		for (int i = 0; i < known.length; i++) {
			try {
				if (task != null) {
					String before = known[i].mark(task.id());
					outermost[i] = (outermost[i] != null) ? outermost[i] : Optional.ofNullable(before);
				}
				// None where the marker came after the task had begun
				else if (outermost[i] instanceof Optional<?> before) {
					outermost[i] = null;
					known[i].restore((String) before.orElse(null));
				}
			}
			catch (Throwable ex) {
				this.faults.report("marking a thread with its task", ex);
			}
		}
	}

	private static @Nullable Object[] outermost(@Nullable Object[] holder, int size) {
		@Nullable Object[] known = (Object[]) holder[1];
		if (known == null || known.length < size) {
			known = (known != null) ? Arrays.copyOf(known, size) : new Object[size];
			holder[1] = known;
		}
		return known;
	}

}
