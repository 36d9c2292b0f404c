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

import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * Where the ended tasks of a site are counted that had the same executor. The site
 * remembers it, so that nothing has to be looked up for each task.
 *
 * @param owner whose sheet it is
 * @param names the names that are counted one by one
 * @param executor bean name of the executor, if it is known
 * @param byExecutor the tallies of the executor
 * @param byName the tallies of the name, if it is counted
 */
record TallySheet(Tallies owner, Set<String> names, @Nullable String executor, TallySet byExecutor,
		@Nullable TallySet byName) {

	// A name that is equal but not the same is looked up, which is no harm
	@SuppressWarnings({ "ReferenceEquality", "StringEquality" })
	boolean isFor(Tallies tallies, Set<String> countedNames, @Nullable String executorName) {
		return this.owner == tallies && this.names == countedNames && this.executor == executorName;
	}

	void count(TrackedTask task) {
		this.byExecutor.count(task);
		if (this.byName != null) {
			this.byName.count(task);
		}
	}

	void uncount(TrackedTask task) {
		this.byExecutor.uncount(task);
		if (this.byName != null) {
			this.byName.uncount(task);
		}
	}

}
