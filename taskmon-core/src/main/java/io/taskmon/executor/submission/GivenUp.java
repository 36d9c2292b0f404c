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
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.Iterator;

import org.jspecify.annotations.Nullable;

/**
 * What a scheduler gave up of its queue before the thread that submitted it had come to
 * say whose future it is. Holds it weakly, and by identity, for the application may
 * define what equals it. As long as nothing is given up, nothing is spent. Thread-safe.
 */
final class GivenUp {

	/**
	 * Beyond what was in the queue at its shutdown: more threads do not submit at the
	 * same moment.
	 */
	static final int CAPACITY = 100;

	private final Deque<Element> elements = new ArrayDeque<>();

	private volatile boolean some;

	synchronized void add(Collection<?> queued, String reason) {
		int limit = Math.max(CAPACITY, queued.size());
		queued.forEach((element) -> this.elements.addLast(new Element(new WeakReference<Object>(element), reason)));
		while (this.elements.size() > limit) {
			this.elements.removeFirst();
		}
		this.some = true;
	}

	/**
	 * Returns how something was given up.
	 * @return the reason, {@code null} if it was not
	 */
	@Nullable String reasonFor(Object queued) {
		return this.some ? take(queued) : null;
	}

	private synchronized @Nullable String take(Object queued) {
		for (Iterator<Element> remaining = this.elements.iterator(); remaining.hasNext();) {
			Element element = remaining.next();
			if (element.queued().refersTo(queued)) {
				remaining.remove();
				return element.reason();
			}
		}
		return null;
	}

	synchronized int size() {
		return this.elements.size();
	}

	private record Element(WeakReference<Object> queued, String reason) {

	}

}
