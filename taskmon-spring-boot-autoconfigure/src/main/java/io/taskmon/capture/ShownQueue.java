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

package io.taskmon.capture;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.Spliterator;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;

/**
 * The queue of a thread pool as the application would see it without taskmon: with its
 * own code in it. Does and answers everything else as the queue behind it.
 */
@SuppressWarnings("serial")
final class ShownQueue extends LinkedBlockingQueue<Runnable> {

	private static final String REMOVED = "removed from the queue";

	private final BlockingQueue<Runnable> queue;

	private ShownQueue(BlockingQueue<Runnable> queue) {
		super(1);
		this.queue = queue;
	}

	/**
	 * Returns what the application is to see of a queue. One of another class than this
	 * one's is shown as it is, for the application may know its class.
	 */
	static BlockingQueue<Runnable> of(BlockingQueue<Runnable> queue) {
		return (queue.getClass() == LinkedBlockingQueue.class) ? new ShownQueue(queue) : queue;
	}

	// Whoever takes code out of the queue may run it or not
	private static @Nullable Runnable taken(@Nullable Runnable carrier) {
		if (carrier == null) {
			return null;
		}
		Runnable code = Submissions.codeOf(carrier);
		if (code != carrier) {
			Submissions.lostSight(carrier, "taken from the queue by the application");
		}
		return code;
	}

	private boolean discard(Runnable carrier) {
		boolean removed = this.queue.remove(carrier);
		if (removed) {
			Submissions.discarded(carrier, REMOVED);
		}
		return removed;
	}

	private List<Runnable> carriers() {
		return new ArrayList<>(this.queue);
	}

	private List<Runnable> codes() {
		List<Runnable> codes = carriers();
		codes.replaceAll(Submissions::codeOf);
		return codes;
	}

	@SuppressWarnings("NullAway")
	@Override
	public @Nullable Runnable poll() {
		return taken(this.queue.poll());
	}

	@SuppressWarnings("NullAway")
	@Override
	public @Nullable Runnable poll(long timeout, TimeUnit unit) throws InterruptedException {
		return taken(this.queue.poll(timeout, unit));
	}

	@Override
	public Runnable take() throws InterruptedException {
		return Objects.requireNonNull(taken(this.queue.take()));
	}

	@SuppressWarnings("NullAway")
	@Override
	public @Nullable Runnable peek() {
		Runnable carrier = this.queue.peek();
		return (carrier != null) ? Submissions.codeOf(carrier) : null;
	}

	@Override
	public int drainTo(Collection<? super Runnable> target) {
		return drainTo(target, Integer.MAX_VALUE);
	}

	@Override
	public int drainTo(Collection<? super Runnable> target, int maxElements) {
		Objects.requireNonNull(target);
		if (target == this) {
			throw new IllegalArgumentException();
		}
		List<Runnable> carriers = new ArrayList<>();
		this.queue.drainTo(carriers, maxElements);
		for (Runnable carrier : carriers) {
			target.add(taken(carrier));
		}
		return carriers.size();
	}

	@Override
	public boolean contains(@Nullable Object code) {
		return code != null && codes().stream().anyMatch(code::equals);
	}

	@Override
	public boolean remove(@Nullable Object code) {
		return code != null && carriers().stream()
			.anyMatch((carrier) -> code.equals(Submissions.codeOf(carrier)) && discard(carrier));
	}

	@Override
	public boolean removeIf(Predicate<? super Runnable> filter) {
		Objects.requireNonNull(filter);
		boolean removed = false;
		for (Runnable carrier : carriers()) {
			removed |= filter.test(Submissions.codeOf(carrier)) && discard(carrier);
		}
		return removed;
	}

	@Override
	public boolean removeAll(Collection<?> codes) {
		Objects.requireNonNull(codes);
		return removeIf(codes::contains);
	}

	@Override
	public boolean retainAll(Collection<?> codes) {
		Objects.requireNonNull(codes);
		return removeIf((code) -> !codes.contains(code));
	}

	@Override
	public void clear() {
		List<Runnable> carriers = new ArrayList<>();
		this.queue.drainTo(carriers);
		carriers.forEach((carrier) -> Submissions.discarded(carrier, REMOVED));
	}

	@Override
	public Iterator<Runnable> iterator() {
		return new CodeIterator(this.queue.iterator());
	}

	@Override
	public Spliterator<Runnable> spliterator() {
		return codes().spliterator();
	}

	@Override
	public void forEach(Consumer<? super Runnable> action) {
		codes().forEach(action);
	}

	@Override
	public Object[] toArray() {
		return codes().toArray();
	}

	@Override
	public <T> T[] toArray(T[] array) {
		return codes().toArray(array);
	}

	@Override
	public String toString() {
		return Arrays.toString(toArray());
	}

	// What follows does and answers as the queue does

	@Override
	public int size() {
		return this.queue.size();
	}

	@Override
	public int remainingCapacity() {
		return this.queue.remainingCapacity();
	}

	@Override
	public void put(Runnable code) throws InterruptedException {
		this.queue.put(code);
	}

	@Override
	public boolean offer(Runnable code, long timeout, TimeUnit unit) throws InterruptedException {
		return this.queue.offer(code, timeout, unit);
	}

	@Override
	public boolean offer(Runnable code) {
		return this.queue.offer(code);
	}

	/**
	 * Shows the code in the carriers.
	 */
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
			return Submissions.codeOf(carrier);
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
