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

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Lets actions run into each other, each on its own thread, round after round.
 */
final class Race implements AutoCloseable {

	private static final long TIME_OUT_SECONDS = 60;

	private static final int LONGEST_DELAY = 6;

	private static final int SPINS_BEFORE_YIELD = 1_000;

	private final ExecutorService threads = Executors.newCachedThreadPool();

	/**
	 * Runs the actions once, and returns when all have ended.
	 */
	void run(Action... actions) throws Exception {
		run(1, actions);
	}

	/**
	 * Runs the actions as often as there are rounds. They begin each round together.
	 */
	void run(int rounds, Action... actions) throws Exception {
		Meeting meeting = new Meeting(actions.length);
		List<Future<?>> running = new ArrayList<>();
		for (Action action : actions) {
			SplittableRandom random = new SplittableRandom(running.size());
			running.add(this.threads.submit(() -> {
				run(rounds, action, meeting, random);
				return null;
			}));
		}
		for (Future<?> future : running) {
			future.get(TIME_OUT_SECONDS, TimeUnit.SECONDS);
		}
	}

	private static void run(int rounds, Action action, Meeting meeting, SplittableRandom random) throws Exception {
		try {
			for (int round = 0; round < rounds; round++) {
				meeting.meet();
				spin(random.nextInt(LONGEST_DELAY));
				action.run(round, meeting);
			}
		}
		catch (Throwable ex) {
			meeting.cancel();
			throw ex;
		}
	}

	private static void spin(int times) {
		for (int i = 0; i < times; i++) {
			Thread.onSpinWait();
		}
	}

	@Override
	public void close() {
		this.threads.shutdownNow();
	}

	/**
	 * What one of the threads does in a round. It must meet the others as often as they
	 * do.
	 */
	@FunctionalInterface
	interface Action {

		void run(int round, Meeting meeting) throws Exception;

	}

	/**
	 * Where the threads wait for each other, indifferent to interrupts.
	 */
	static final class Meeting {

		private final AtomicInteger arrivals = new AtomicInteger();

		private final int parties;

		private volatile boolean cancelled;

		Meeting(int parties) {
			this.parties = parties;
		}

		void meet() {
			int arrival = this.arrivals.getAndIncrement();
			int awaited = (arrival / this.parties + 1) * this.parties;
			for (int spins = 0; this.arrivals.get() < awaited; spins++) {
				if (this.cancelled) {
					throw new IllegalStateException("Another thread failed");
				}
				if (spins < SPINS_BEFORE_YIELD) {
					Thread.onSpinWait();
				}
				else {
					Thread.yield();
				}
			}
		}

		private void cancel() {
			this.cancelled = true;
		}

	}

}
