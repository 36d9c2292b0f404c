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

package io.taskmon.spring;

import java.util.concurrent.Callable;
import java.util.concurrent.Future;
import java.util.concurrent.TimeoutException;

/**
 * What an application is told, as text that is the same each time it is told the same.
 */
final class Answers {

	private Answers() {
	}

	/**
	 * Asks a question, and waits for the answer if that is a future.
	 */
	static String to(Callable<?> question) {
		try {
			Object answer = question.call();
			return String.valueOf((answer instanceof Future<?> future) ? Latches.get(future) : answer);
		}
		catch (TimeoutException ex) {
			return "never";
		}
		catch (Throwable ex) {
			String causes = (ex.getCause() != null) ? " by " + ex.getCause() : "";
			return (ex + causes).replaceAll("@[0-9a-f]+", "@#")
				.replaceAll("active threads = \\d+", "active threads = #")
				.replace("Terminated", "Shutting down")
				.replaceAll("pool size = \\d+", "pool size = #")
				.replaceAll("completed tasks = \\d+", "completed tasks = #");
		}
	}

	static String state(Future<?> future) {
		return (future.isCancelled() ? "cancelled" : "") + (future.isDone() ? "done" : "open");
	}

}
