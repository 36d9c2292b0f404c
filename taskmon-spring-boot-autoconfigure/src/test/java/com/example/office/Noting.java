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

import java.util.Queue;

/**
 * Code of an application that notes what happens to it.
 */
public final class Noting implements Runnable {

	private final String name;

	private final Queue<String> notes;

	public Noting(String name, Queue<String> notes) {
		this.name = name;
		this.notes = notes;
	}

	@Override
	public void run() {
		note("on " + Thread.currentThread().getName());
	}

	public void note(String event) {
		this.notes.add(this.name + " " + event);
	}

	@Override
	public String toString() {
		return this.name;
	}

}
