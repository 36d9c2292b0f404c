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

package com.example.office;

/**
 * Code of an application that is run in an order of its own.
 */
public class Prioritized implements Runnable, Comparable<Prioritized> {

	private final int priority;

	private final Runnable code;

	public Prioritized(int priority) {
		this(priority, () -> {
		});
	}

	public Prioritized(int priority, Runnable code) {
		this.priority = priority;
		this.code = code;
	}

	public int priority() {
		return this.priority;
	}

	@Override
	public void run() {
		this.code.run();
	}

	@Override
	public int compareTo(Prioritized other) {
		return Integer.compare(this.priority, other.priority);
	}

}
