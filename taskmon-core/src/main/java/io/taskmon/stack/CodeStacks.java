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

import org.jspecify.annotations.Nullable;

/**
 * The creation stacks of the tasks that run the same code: the latest one, which those
 * share that have none of their own, and the budget for more. Thread-safe.
 */
public final class CodeStacks {

	private final boolean shared;

	private final CaptureBudget budget = new CaptureBudget();

	private volatile @Nullable CreationStack latest;

	private @Nullable CreationStack settling;

	/**
	 * Creates the stacks of a site.
	 * @param shared whether tasks without a stack of their own share the latest one:
	 * {@code false} for code that is submitted from many places
	 */
	public CodeStacks(boolean shared) {
		this.shared = shared;
	}

	boolean isShared() {
		return this.shared;
	}

	public @Nullable CreationStack latest() {
		return this.latest;
	}

	void remember(CreationStack stack) {
		if (this.shared) {
			this.latest = stack;
		}
	}

	CaptureBudget budget() {
		return this.budget;
	}

	/**
	 * Turns the latest stack into text if it has been the latest since the last call.
	 */
	void symboliseSettled(StackSymbols symbols) {
		CreationStack known = this.latest;
		if (known != null && known == this.settling) {
			known.frames(symbols);
		}
		this.settling = known;
	}

}
