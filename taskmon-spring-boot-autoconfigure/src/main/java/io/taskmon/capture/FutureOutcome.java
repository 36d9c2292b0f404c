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

package io.taskmon.capture;

import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;

import io.taskmon.core.TaskOutcome;

import org.jspecify.annotations.Nullable;

/**
 * How a future ended.
 *
 * @param outcome its outcome
 * @param exception its exception, if it failed
 */
record FutureOutcome(TaskOutcome outcome, @Nullable Throwable exception) {

	static final FutureOutcome SUCCEEDED = new FutureOutcome(TaskOutcome.SUCCEEDED, null);

	private static final FutureOutcome CANCELLED = new FutureOutcome(TaskOutcome.CANCELLED, null);

	/**
	 * Waits for a future and returns how it ended. If the thread is interrupted
	 * meanwhile, the wait has failed and the thread remains interrupted.
	 */
	static FutureOutcome of(Future<?> future) {
		return of(future::get);
	}

	/**
	 * Waits for a future as {@link #of(Future)} does.
	 * @param result asks the future
	 */
	static FutureOutcome of(Callable<?> result) {
		try {
			result.call();
			return SUCCEEDED;
		}
		catch (CancellationException ex) {
			return CANCELLED;
		}
		catch (ExecutionException ex) {
			Throwable cause = ex.getCause();
			return failed((cause != null) ? cause : ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return failed(ex);
		}
		catch (Throwable ex) {
			return failed(ex);
		}
	}

	private static FutureOutcome failed(Throwable exception) {
		return new FutureOutcome(TaskOutcome.FAILED, exception);
	}

}
