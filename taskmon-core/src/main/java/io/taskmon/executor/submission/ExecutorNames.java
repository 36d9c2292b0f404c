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

package io.taskmon.executor.submission;

import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;

import org.jspecify.annotations.Nullable;

/**
 * Bean names of executors, by identity, and whether they have a tracking decorator. Holds
 * the executors weakly. Thread-safe.
 */
public final class ExecutorNames {

	private final List<Entry> entries = new ArrayList<>();

	public synchronized void add(Executor executor, String name, boolean decorated) {
		this.entries.removeIf((entry) -> entry.isFor(executor) || entry.isStale());
		this.entries.add(new Entry(new WeakReference<>(executor), name, decorated));
	}

	public synchronized @Nullable Entry find(Executor executor) {
		return this.entries.stream().filter((entry) -> entry.isFor(executor)).findFirst().orElse(null);
	}

	public synchronized boolean contains(String name) {
		return this.entries.stream().anyMatch((entry) -> entry.name().equals(name));
	}

	public boolean contains(Executor executor) {
		return find(executor) != null;
	}

	public record Entry(WeakReference<Executor> executor, String name, boolean decorated) {

		boolean isFor(Executor candidate) {
			return this.executor.refersTo(candidate);
		}

		boolean isStale() {
			return this.executor.refersTo(null);
		}

	}

}
