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

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.function.Predicate;

import io.taskmon.executor.submission.Carriers;
import io.taskmon.executor.submission.Refusal;
import io.taskmon.executor.submission.Refusals;
import io.taskmon.executor.submission.Submissions;
import org.jspecify.annotations.Nullable;

/**
 * What the application is to see of the queue of a thread pool: its own code, as without
 * taskmon. What it takes out and puts in is tracked on its way.
 */
final class ShownQueue {

	private static final String REMOVED = "removed from the queue";

	private final BlockingQueue<Runnable> queue;

	private final Submissions submissions;

	ShownQueue(BlockingQueue<Runnable> queue, Submissions submissions) {
		this.queue = queue;
		this.submissions = submissions;
	}

	/**
	 * Returns the first element that shows the given code.
	 */
	static @Nullable Runnable find(Collection<Runnable> carriers, @Nullable Object code) {
		return (code != null) ? carriers.stream().filter((carrier) -> isShownAs(code, carrier)).findFirst().orElse(null)
				: null;
	}

	// In the order in which queues compare; a handler may have been shown a carrier
	private static boolean isShownAs(Object code, Runnable carrier) {
		return code == carrier || code.equals(Carriers.codeOf(carrier));
	}

	/**
	 * Lets code into the queue.
	 * @param entry puts what it is given into the queue
	 * @return what the entry returns
	 */
	<E extends Exception> boolean enter(Runnable code, Entry<E> entry) throws E {
		Refusals refusals = this.submissions.refusals();
		Refusal refusal = refusals.of(code);
		Runnable carrier = (refusal != null) ? refusal.carrier() : this.submissions.queued(code);
		boolean entered = false;
		try {
			entered = entry.enter(carrier);
			return entered;
		}
		finally {
			if (entered) {
				entered(carrier, refusal, refusals.current());
			}
			else if (refusal == null && carrier != code) {
				Carriers.endDiscarded(carrier, "the queue did not take it");
			}
		}
	}

	private static void entered(Runnable carrier, @Nullable Refusal refusal, @Nullable Refusal current) {
		if (refusal != null) {
			refusal.goOn();
		}
		if (current != null) {
			current.putBack(carrier);
		}
	}

	/**
	 * Shows what has been taken out of the queue, to run it or not.
	 */
	@Nullable Runnable taken(@Nullable Runnable carrier) {
		if (carrier == null) {
			return null;
		}
		Runnable code = Carriers.codeOf(carrier);
		this.submissions.taken(carrier);
		return code;
	}

	Runnable surelyTaken(Runnable carrier) {
		return Objects.requireNonNull(taken(carrier));
	}

	static @Nullable Runnable shown(@Nullable Runnable carrier) {
		return (carrier != null) ? Carriers.codeOf(carrier) : null;
	}

	int drain(Collection<? super Runnable> target, int maxElements, Object shown) {
		Objects.requireNonNull(target);
		if (target == shown) {
			throw new IllegalArgumentException();
		}
		List<Runnable> carriers = new ArrayList<>();
		this.queue.drainTo(carriers, maxElements);
		for (Runnable carrier : carriers) {
			target.add(surelyTaken(carrier));
		}
		return carriers.size();
	}

	private List<Runnable> carriers() {
		return new ArrayList<>(this.queue);
	}

	List<Runnable> codes() {
		List<Runnable> codes = carriers();
		codes.replaceAll(Carriers::codeOf);
		return codes;
	}

	boolean contains(@Nullable Object code) {
		return find(carriers(), code) != null;
	}

	boolean remove(@Nullable Object code) {
		return remove(carriers(), code);
	}

	boolean removeLast(@Nullable Object code) {
		List<Runnable> carriers = carriers();
		Collections.reverse(carriers);
		return remove(carriers, code);
	}

	private boolean remove(List<Runnable> carriers, @Nullable Object code) {
		return code != null && carriers.stream().anyMatch((carrier) -> isShownAs(code, carrier) && discard(carrier));
	}

	boolean removeIf(Predicate<? super Runnable> filter) {
		Objects.requireNonNull(filter);
		boolean removed = false;
		for (Runnable carrier : carriers()) {
			removed |= filter.test(Carriers.codeOf(carrier)) && discard(carrier);
		}
		return removed;
	}

	boolean removeAll(Collection<?> codes) {
		Objects.requireNonNull(codes);
		return removeIf(codes::contains);
	}

	boolean retainAll(Collection<?> codes) {
		Objects.requireNonNull(codes);
		return removeIf((code) -> !codes.contains(code));
	}

	void clear() {
		List<Runnable> carriers = new ArrayList<>();
		this.queue.drainTo(carriers);
		carriers.forEach((carrier) -> Carriers.endDiscarded(carrier, REMOVED));
	}

	private boolean discard(Runnable carrier) {
		boolean removed = this.queue.remove(new SameElement(carrier));
		if (removed) {
			Carriers.endDiscarded(carrier, REMOVED);
		}
		return removed;
	}

	/**
	 * Shows the code in carriers.
	 */
	Iterator<Runnable> iterator(Iterator<Runnable> carriers) {
		return new CodeIterator(carriers);
	}

	/**
	 * A way into the queue.
	 *
	 * @param <E> what may keep something from getting in
	 */
	interface Entry<E extends Exception> {

		/**
		 * Puts a carrier into the queue.
		 * @return whether the queue has taken it
		 */
		boolean enter(Runnable carrier) throws E;

	}

	private final class CodeIterator implements Iterator<Runnable> {

		private final Iterator<Runnable> carriers;

		private @Nullable Runnable latest;

		private CodeIterator(Iterator<Runnable> carriers) {
			this.carriers = carriers;
		}

		@Override
		public boolean hasNext() {
			return this.carriers.hasNext();
		}

		@Override
		public Runnable next() {
			Runnable carrier = this.carriers.next();
			this.latest = carrier;
			return Carriers.codeOf(carrier);
		}

		@Override
		public void remove() {
			Runnable carrier = this.latest;
			if (carrier == null) {
				throw new IllegalStateException();
			}
			this.latest = null;
			discard(carrier);
		}

	}

}
