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
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.TimeUnit;

import io.taskmon.executor.submission.Submissions;
import org.jspecify.annotations.Nullable;

/**
 * The queue of a thread pool without places as the application would see it without
 * taskmon. Does and answers everything else as the queue behind it.
 *
 * @see ShownQueue
 */
@SuppressWarnings("serial")
final class ShownSynchronousQueue extends SynchronousQueue<Runnable> {

	private final BlockingQueue<Runnable> queue;

	private final ShownQueue shown;

	ShownSynchronousQueue(BlockingQueue<Runnable> queue, Submissions submissions) {
		super();
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

	@Override
	public int drainTo(Collection<? super Runnable> target) {
		return this.shown.drain(target, Integer.MAX_VALUE, this);
	}

	@Override
	public int drainTo(Collection<? super Runnable> target, int maxElements) {
		return this.shown.drain(target, maxElements, this);
	}

}
