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

package io.taskmon.verification.cost;

/**
 * Runs code as deep on the stack as a web application's code is.
 */
final class Depth {

	/**
	 * Frames below a controller's method in a Spring MVC application.
	 */
	static final int OF_A_REQUEST = 60;

	private Depth() {
	}

	static void at(int frames, Runnable code) {
		if (frames > 0) {
			at(frames - 1, code);
		}
		else {
			code.run();
		}
	}

}
