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

package io.taskmon.stack;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Stack of the submitting thread at the moment of submission. Costs what a
 * {@code new Throwable()} costs; the frames become text when somebody looks, or soon
 * after the task has ended, and from then on the stack refers to no class. Thread-safe.
 */
public final class CreationStack {

	private volatile @Nullable Throwable probe = new Probe();

	private volatile @Nullable List<StackTraceElement> frames;

	public boolean isSymbolised() {
		return this.frames != null;
	}

	public List<StackTraceElement> frames(StackSymbols symbols) {
		List<StackTraceElement> known = this.frames;
		return (known != null) ? known : symbolise(symbols);
	}

	private synchronized List<StackTraceElement> symbolise(StackSymbols symbols) {
		List<StackTraceElement> known = this.frames;
		Throwable unread = this.probe;
		if (known == null) {
			known = (unread != null) ? symbols.creationFrames(unread) : List.of();
			this.frames = known;
			this.probe = null;
		}
		return known;
	}

	private static final class Probe extends Throwable {

		private static final long serialVersionUID = 1L;

		Probe() {
			super(null, null, false, true);
		}

	}

}
