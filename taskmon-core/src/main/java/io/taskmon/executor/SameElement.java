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

package io.taskmon.executor;

import org.jspecify.annotations.Nullable;

/**
 * Finds an element in a queue by its identity, with which queues compare what they are
 * asked for, so that no {@code equals} of the application's is called. Is never run.
 */
final class SameElement implements Runnable {

	private final @Nullable Object element;

	/**
	 * Creates a search.
	 * @param element the element; {@code null} for one that no queue has
	 */
	SameElement(@Nullable Object element) {
		this.element = element;
	}

	@Override
	public void run() {
		throw new IllegalStateException();
	}

	@Override
	public boolean equals(@Nullable Object other) {
		return other != null && other == this.element;
	}

	@Override
	public int hashCode() {
		return System.identityHashCode(this.element);
	}

}
