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

import io.taskmon.fault.Faults;
import io.taskmon.spi.TaskContextSource;
import io.taskmon.task.TaskContext;
import org.jspecify.annotations.Nullable;

/**
 * All who tell what a thread that creates a task is busy with, the first one first, and
 * the fence around them. Thread-safe; no method throws.
 */
public final class ContextSources implements TaskContextSource {

	private final Faults faults;

	private volatile TaskContextSource[] sources = {};

	ContextSources(Faults faults) {
		this.faults = faults;
	}

	public synchronized void add(TaskContextSource source) {
		TaskContextSource[] more = Arrays.copyOf(this.sources, this.sources.length + 1);
		more[more.length - 1] = source;
		this.sources = more;
	}

	@Override
	public @Nullable TaskContext capture() {
		TaskContext combined = null;
		for (TaskContextSource source : this.sources) {
			try {
				TaskContext next = source.capture();
				if (next != null) {
					combined = (combined != null) ? combined.with(next) : next;
				}
			}
			catch (Throwable ex) {
				this.faults.report("capturing the context of a task", ex);
			}
		}
		return combined;
	}

}
