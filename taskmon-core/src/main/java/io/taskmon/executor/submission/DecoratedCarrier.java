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

import io.taskmon.track.TrackedTask;
import org.jspecify.annotations.Nullable;

/**
 * What the application's decorator made of code that is tracked inside of it. Is known
 * again when an executor hands it to a decorator once more, or drops it.
 */
public final class DecoratedCarrier implements Carrier {

	private final Runnable carrier;

	private Runnable decorated;

	/**
	 * Creates a carrier.
	 * @param carrier what carries the task
	 * @param decorated what the decorator made of it
	 */
	public DecoratedCarrier(Runnable carrier, Runnable decorated) {
		this.carrier = carrier;
		this.decorated = decorated;
	}

	Runnable carrier() {
		return this.carrier;
	}

	@Override
	public @Nullable TrackedTask task() {
		return Carriers.taskOf(this.carrier);
	}

	@Override
	public Runnable code() {
		return this.decorated;
	}

	// What is inside renews itself as soon as it runs
	@Override
	public void renew() {
	}

	public void decorateAgain(Runnable decorated) {
		this.decorated = decorated;
	}

	@Override
	public void run() {
		this.decorated.run();
	}

	@Override
	public String toString() {
		return this.decorated.toString();
	}

}
