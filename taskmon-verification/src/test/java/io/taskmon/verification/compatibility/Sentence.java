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

package io.taskmon.verification.compatibility;

import java.util.concurrent.ExecutorService;

/**
 * A sentence of the JDK's documentation, and a check of it.
 *
 * @param text what is promised
 * @param check fails where that is not kept; is given an executor of its own, with one
 * thread, which it may shut down
 * @param <S> the type of the executor
 */
record Sentence<S extends ExecutorService>(String text, Check<S> check) {

	/**
	 * A check.
	 *
	 * @param <S> the type of the executor
	 */
	@FunctionalInterface
	interface Check<S> {

		void of(S service) throws Exception;

	}

}
