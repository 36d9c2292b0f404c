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

import java.lang.ref.PhantomReference;
import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.util.HashMap;
import java.util.Map;

/**
 * Objects that nothing may keep alive.
 */
final class Collectable {

	private static final int MOST_COLLECTIONS = 150;

	private static final int PAUSE_MILLIS = 100;

	private final ReferenceQueue<Object> collected = new ReferenceQueue<>();

	private final Map<Reference<?>, String> watched = new HashMap<>();

	void watch(Object object) {
		this.watched.put(new PhantomReference<>(object, this.collected), object.getClass().getName());
	}

	/**
	 * Lets the garbage collector run until it has taken all of them, and told all who
	 * wait to hear of it.
	 */
	void awaitCollection() {
		awaitCollection(() -> {
		});
	}

	/**
	 * Does something before each collection.
	 */
	void awaitCollection(Runnable before) {
		collect(before);
		// References are enqueued collection by collection, and within one in any order
		watch(new Object());
		collect(before);
	}

	private void collect(Runnable before) {
		for (int i = 0; i < MOST_COLLECTIONS && !this.watched.isEmpty(); i++) {
			before.run();
			System.gc();
			forgetCollected();
		}
		if (!this.watched.isEmpty()) {
			throw new AssertionError("Still reachable: " + this.watched.values());
		}
	}

	private void forgetCollected() {
		try {
			Reference<?> reference = this.collected.remove(PAUSE_MILLIS);
			while (reference != null) {
				this.watched.remove(reference);
				reference = this.watched.isEmpty() ? null : this.collected.remove(PAUSE_MILLIS);
			}
		}
		catch (InterruptedException ex) {
			throw new AssertionError(ex);
		}
	}

}
