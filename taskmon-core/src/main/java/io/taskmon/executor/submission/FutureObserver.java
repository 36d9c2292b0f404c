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

import java.util.concurrent.Future;
import java.util.function.Predicate;

/**
 * Is told what becomes of the future that a scheduler made for tracked code. Never
 * throws.
 */
public interface FutureObserver {

	/**
	 * Says which future the scheduler made. The code may have run by then.
	 */
	void made(Future<?> future);

	/**
	 * Says that the current thread is about to cancel the future.
	 * @param interrupting whether the code is to be interrupted
	 */
	void cancelling(boolean interrupting);

	/**
	 * Says that the current thread has cancelled the future.
	 */
	void cancelled();

	/**
	 * Says that somebody asks the future for its result.
	 */
	void asked();

	/**
	 * Returns whether the future that the scheduler made is among what was in its queue.
	 * @param queued what was in the queue, by identity
	 */
	boolean isAmong(Predicate<Object> queued);

	/**
	 * Says that the scheduler gave up what it had not begun to run.
	 * @param reason how that is known
	 */
	void endDiscarded(String reason);

}
