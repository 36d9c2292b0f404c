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

package io.taskmon.spring.async;

import java.lang.reflect.Method;

import org.jspecify.annotations.Nullable;

import org.springframework.aop.interceptor.AsyncUncaughtExceptionHandler;
import org.springframework.aop.interceptor.SimpleAsyncUncaughtExceptionHandler;

/**
 * The calls of woven {@code @Async} methods that are running: an aspect tells its handler
 * alone of the exception of a void one. Thread-safe.
 */
final class WovenCalls {

	// A static one would mix several application contexts, and outlive them
	@SuppressWarnings("ThreadLocalUsage")
	private final ThreadLocal<@Nullable WovenCall<?>> running = new ThreadLocal<>();

	@Nullable WovenCall<?> exchange(@Nullable WovenCall<?> call) {
		WovenCall<?> before = this.running.get();
		if (call != null) {
			this.running.set(call);
		}
		else {
			this.running.remove();
		}
		return before;
	}

	/**
	 * Returns a handler that tells of exceptions, and then does what the application's
	 * does.
	 */
	TellingHandler telling(AsyncUncaughtExceptionHandler handler) {
		return new TellingHandler(this, handler);
	}

	private void failed(Throwable failure, Method method) {
		WovenCall<?> call = this.running.get();
		if (call != null) {
			call.failed(failure, method);
		}
	}

	/**
	 * Tells of exceptions first.
	 *
	 * @param calls the calls that are running
	 * @param handler the application's handler
	 */
	record TellingHandler(WovenCalls calls,
			AsyncUncaughtExceptionHandler handler) implements AsyncUncaughtExceptionHandler {

		@Override
		public void handleUncaughtException(Throwable failure, Method method, @Nullable Object... arguments) {
			this.calls.failed(failure, method);
			this.handler.handleUncaughtException(failure, method, arguments);
		}

		/**
		 * Returns whether exceptions are merely logged.
		 */
		boolean onlyLogs() {
			return this.handler instanceof SimpleAsyncUncaughtExceptionHandler;
		}

	}

}
