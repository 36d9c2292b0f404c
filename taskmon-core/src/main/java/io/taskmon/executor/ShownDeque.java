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

import java.util.Collection;
import java.util.Iterator;
import java.util.Spliterator;
import java.util.concurrent.LinkedBlockingDeque;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Predicate;

import io.taskmon.executor.submission.Carriers;
import io.taskmon.executor.submission.Submissions;
import org.jspecify.annotations.Nullable;

/**
 * The deque of a thread pool as the application would see it without taskmon. Does and
 * answers everything else as the queue behind it.
 *
 * @see ShownQueue
 */
@SuppressWarnings("serial")
final class ShownDeque extends LinkedBlockingDeque<Runnable> {

	private final LinkedBlockingDeque<Runnable> queue;

	private final ShownQueue shown;

	ShownDeque(LinkedBlockingDeque<Runnable> queue, Submissions submissions) {
		super(1);
		this.queue = queue;
		this.shown = new ShownQueue(queue, submissions);
	}

	@Override
	public void put(Runnable code) throws InterruptedException {
		this.shown.<InterruptedException>enter(code, (carrier) -> {
			this.queue.put(carrier);
			return true;
		});
	}

	@Override
	public boolean offer(Runnable code) {
		return this.shown.<RuntimeException>enter(code, this.queue::offer);
	}

	@Override
	public boolean offer(Runnable code, long timeout, TimeUnit unit) throws InterruptedException {
		return this.shown.<InterruptedException>enter(code, (carrier) -> this.queue.offer(carrier, timeout, unit));
	}

	@SuppressWarnings("NullAway")
	@Override
	public @Nullable Runnable poll() {
		return this.shown.taken(this.queue.poll());
	}

	@SuppressWarnings("NullAway")
	@Override
	public @Nullable Runnable poll(long timeout, TimeUnit unit) throws InterruptedException {
		return this.shown.taken(this.queue.poll(timeout, unit));
	}

	@Override
	public Runnable take() throws InterruptedException {
		return this.shown.surelyTaken(this.queue.take());
	}

	@SuppressWarnings("NullAway")
	@Override
	public @Nullable Runnable peek() {
		return ShownQueue.shown(this.queue.peek());
	}

	@Override
	public int drainTo(Collection<? super Runnable> target) {
		return this.shown.drain(target, Integer.MAX_VALUE, this);
	}

	@Override
	public int drainTo(Collection<? super Runnable> target, int maxElements) {
		return this.shown.drain(target, maxElements, this);
	}

	@Override
	public boolean contains(@Nullable Object code) {
		return this.shown.contains(code);
	}

	@Override
	public boolean remove(@Nullable Object code) {
		return this.shown.remove(code);
	}

	@Override
	public boolean removeIf(Predicate<? super Runnable> filter) {
		return this.shown.removeIf(filter);
	}

	@Override
	public boolean removeAll(Collection<?> codes) {
		return this.shown.removeAll(codes);
	}

	@Override
	public boolean retainAll(Collection<?> codes) {
		return this.shown.retainAll(codes);
	}

	@Override
	public void clear() {
		this.shown.clear();
	}

	@Override
	public Iterator<Runnable> iterator() {
		return this.shown.iterator(this.queue.iterator());
	}

	@Override
	public Spliterator<Runnable> spliterator() {
		return this.shown.codes().spliterator();
	}

	@Override
	public void forEach(Consumer<? super Runnable> action) {
		this.shown.codes().forEach(action);
	}

	@Override
	public Object[] toArray() {
		return this.shown.codes().toArray();
	}

	@Override
	public <T> T[] toArray(T[] array) {
		return this.shown.codes().toArray(array);
	}

	@Override
	public String toString() {
		return this.shown.codes().toString();
	}

	@Override
	public int size() {
		return this.queue.size();
	}

	@Override
	public int remainingCapacity() {
		return this.queue.remainingCapacity();
	}

	@Override
	public void addFirst(Runnable code) {
		this.shown.<RuntimeException>enter(code, (carrier) -> {
			this.queue.addFirst(carrier);
			return true;
		});
	}

	@Override
	public void putFirst(Runnable code) throws InterruptedException {
		this.shown.<InterruptedException>enter(code, (carrier) -> {
			this.queue.putFirst(carrier);
			return true;
		});
	}

	@Override
	public boolean offerFirst(Runnable code) {
		return this.shown.<RuntimeException>enter(code, this.queue::offerFirst);
	}

	@Override
	public boolean offerFirst(Runnable code, long timeout, TimeUnit unit) throws InterruptedException {
		return this.shown.<InterruptedException>enter(code, (carrier) -> this.queue.offerFirst(carrier, timeout, unit));
	}

	@SuppressWarnings("NullAway")
	@Override
	public @Nullable Runnable pollFirst() {
		return this.shown.taken(this.queue.pollFirst());
	}

	@SuppressWarnings("NullAway")
	@Override
	public @Nullable Runnable pollFirst(long timeout, TimeUnit unit) throws InterruptedException {
		return this.shown.taken(this.queue.pollFirst(timeout, unit));
	}

	@Override
	public Runnable takeFirst() throws InterruptedException {
		return this.shown.surelyTaken(this.queue.takeFirst());
	}

	@Override
	public Runnable removeFirst() {
		return this.shown.surelyTaken(this.queue.removeFirst());
	}

	@SuppressWarnings("NullAway")
	@Override
	public @Nullable Runnable peekFirst() {
		return ShownQueue.shown(this.queue.peekFirst());
	}

	@Override
	public Runnable getFirst() {
		return Carriers.codeOf(this.queue.getFirst());
	}

	@Override
	public void addLast(Runnable code) {
		this.shown.<RuntimeException>enter(code, (carrier) -> {
			this.queue.addLast(carrier);
			return true;
		});
	}

	@Override
	public void putLast(Runnable code) throws InterruptedException {
		this.shown.<InterruptedException>enter(code, (carrier) -> {
			this.queue.putLast(carrier);
			return true;
		});
	}

	@Override
	public boolean offerLast(Runnable code) {
		return this.shown.<RuntimeException>enter(code, this.queue::offerLast);
	}

	@Override
	public boolean offerLast(Runnable code, long timeout, TimeUnit unit) throws InterruptedException {
		return this.shown.<InterruptedException>enter(code, (carrier) -> this.queue.offerLast(carrier, timeout, unit));
	}

	@SuppressWarnings("NullAway")
	@Override
	public @Nullable Runnable pollLast() {
		return this.shown.taken(this.queue.pollLast());
	}

	@SuppressWarnings("NullAway")
	@Override
	public @Nullable Runnable pollLast(long timeout, TimeUnit unit) throws InterruptedException {
		return this.shown.taken(this.queue.pollLast(timeout, unit));
	}

	@Override
	public Runnable takeLast() throws InterruptedException {
		return this.shown.surelyTaken(this.queue.takeLast());
	}

	@Override
	public Runnable removeLast() {
		return this.shown.surelyTaken(this.queue.removeLast());
	}

	@SuppressWarnings("NullAway")
	@Override
	public @Nullable Runnable peekLast() {
		return ShownQueue.shown(this.queue.peekLast());
	}

	@Override
	public Runnable getLast() {
		return Carriers.codeOf(this.queue.getLast());
	}

	@Override
	public boolean add(Runnable code) {
		return this.shown.<RuntimeException>enter(code, this.queue::add);
	}

	@Override
	public boolean addAll(Collection<? extends Runnable> codes) {
		if (codes == this) {
			throw new IllegalArgumentException();
		}
		boolean added = false;
		for (Runnable code : codes) {
			added |= offerLast(code);
		}
		return added;
	}

	@Override
	public void push(Runnable code) {
		this.shown.<RuntimeException>enter(code, (carrier) -> {
			this.queue.push(carrier);
			return true;
		});
	}

	@Override
	public Runnable pop() {
		return this.shown.surelyTaken(this.queue.pop());
	}

	@Override
	public Runnable remove() {
		return this.shown.surelyTaken(this.queue.remove());
	}

	@Override
	public Runnable element() {
		return Carriers.codeOf(this.queue.element());
	}

	@Override
	public boolean removeFirstOccurrence(@Nullable Object code) {
		return this.shown.remove(code);
	}

	@Override
	public boolean removeLastOccurrence(@Nullable Object code) {
		return this.shown.removeLast(code);
	}

	@Override
	public Iterator<Runnable> descendingIterator() {
		return this.shown.iterator(this.queue.descendingIterator());
	}

}
