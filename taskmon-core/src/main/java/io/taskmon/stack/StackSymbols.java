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

package io.taskmon.stack;

import java.lang.ref.WeakReference;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.WeakHashMap;

import io.taskmon.task.Frames;
import org.jspecify.annotations.Nullable;

/**
 * Turns throwables into lists of frames, equal lists into one. Thread-safe.
 */
public final class StackSymbols {

	private final Map<List<StackTraceElement>, WeakReference<List<StackTraceElement>>> interned = new WeakHashMap<>();

	private final int maxDepth;

	public StackSymbols(int maxDepth) {
		this.maxDepth = maxDepth;
	}

	List<StackTraceElement> creationFrames(Throwable probe) {
		StackTraceElement[] all = probe.getStackTrace();
		int first = 0;
		while (first < all.length && Frames.isTracker(all[first])) {
			first++;
		}
		return intern(bounded(all, first));
	}

	public List<StackTraceElement> liveFrames(StackTraceElement[] all) {
		return bounded(all, 0);
	}

	private List<StackTraceElement> bounded(StackTraceElement[] all, int first) {
		return List.of(Arrays.copyOfRange(all, first, Math.min(all.length, first + this.maxDepth)));
	}

	private List<StackTraceElement> intern(List<StackTraceElement> frames) {
		synchronized (this.interned) {
			List<StackTraceElement> known = known(frames);
			if (known == null) {
				this.interned.put(frames, new WeakReference<>(frames));
			}
			return (known != null) ? known : frames;
		}
	}

	private @Nullable List<StackTraceElement> known(List<StackTraceElement> frames) {
		WeakReference<List<StackTraceElement>> reference = this.interned.get(frames);
		return (reference != null) ? reference.get() : null;
	}

}
