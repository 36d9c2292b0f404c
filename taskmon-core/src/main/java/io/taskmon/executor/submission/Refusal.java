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

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Something that a thread pool refuses while its handler decides what becomes of it.
 * Belongs to the thread of the handler.
 */
public final class Refusal {

	private final Runnable carrier;

	private final Runnable shown;

	private final @Nullable Refusal enclosing;

	private boolean goesOn;

	private @Nullable List<Runnable> taken;

	/**
	 * Creates a refusal.
	 * @param carrier what the pool refuses
	 * @param shown what its handler sees
	 * @param enclosing the refusal about which another handler decides, further out on
	 * the same thread
	 */
	Refusal(Runnable carrier, Runnable shown, @Nullable Refusal enclosing) {
		this.carrier = carrier;
		this.shown = shown;
		this.enclosing = enclosing;
	}

	public Runnable carrier() {
		return this.carrier;
	}

	@Nullable Refusal enclosing() {
		return this.enclosing;
	}

	/**
	 * Returns whether something is what this refusal is about, and nobody has taken care
	 * of it yet.
	 */
	boolean isOf(Runnable code) {
		return !this.goesOn && (code == this.shown || code == this.carrier);
	}

	/**
	 * Says that an executor or a queue has what was refused.
	 */
	public void goOn() {
		this.goesOn = true;
	}

	public boolean goesOn() {
		return this.goesOn;
	}

	/**
	 * Notes what the handler takes out of the queue: nobody knows yet what for.
	 */
	void take(Runnable taken) {
		List<Runnable> known = this.taken;
		if (known == null) {
			known = new ArrayList<>();
			this.taken = known;
		}
		known.add(taken);
	}

	/**
	 * Forgets what the handler has put back.
	 */
	public void putBack(Runnable carrier) {
		if (this.taken != null) {
			this.taken.removeIf((known) -> known == carrier);
		}
	}

	public List<Runnable> taken() {
		return (this.taken != null) ? this.taken : List.of();
	}

}
