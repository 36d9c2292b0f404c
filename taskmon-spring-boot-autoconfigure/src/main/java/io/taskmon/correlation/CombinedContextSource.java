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

package io.taskmon.correlation;

import java.util.List;

import io.taskmon.core.TaskContext;
import io.taskmon.core.TaskContextSource;
import org.jspecify.annotations.Nullable;

/**
 * Tells what several sources tell, the first one first. Thread-safe.
 */
public final class CombinedContextSource implements TaskContextSource {

	private final List<TaskContextSource> sources;

	/**
	 * Creates a source.
	 * @param sources what it is combined of
	 */
	public CombinedContextSource(List<TaskContextSource> sources) {
		this.sources = List.copyOf(sources);
	}

	@Override
	public @Nullable TaskContext capture() {
		TaskContext combined = null;
		for (TaskContextSource source : this.sources) {
			TaskContext next = source.capture();
			if (next != null) {
				combined = (combined != null) ? combined.with(next) : next;
			}
		}
		return combined;
	}

}
