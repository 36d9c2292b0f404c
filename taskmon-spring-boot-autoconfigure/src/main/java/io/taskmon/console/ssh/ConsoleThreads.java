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

package io.taskmon.console.ssh;

import java.util.concurrent.atomic.AtomicInteger;

import io.taskmon.fault.OwnThreads;
import org.jspecify.annotations.Nullable;

/**
 * Starts the threads of the console: daemons, with the class loader of the application.
 */
final class ConsoleThreads {

	private final AtomicInteger count = new AtomicInteger();

	private final @Nullable ClassLoader classLoader;

	ConsoleThreads(@Nullable ClassLoader classLoader) {
		this.classLoader = classLoader;
	}

	/**
	 * Starts a thread.
	 * @param purpose what it is for, or for whom: part of its name
	 */
	Thread start(Runnable code, String purpose) {
		Thread thread = prepare(code, purpose);
		thread.start();
		return thread;
	}

	/**
	 * Makes a thread that is to be started.
	 * @param purpose what it is for, or for whom: part of its name
	 */
	Thread prepare(Runnable code, String purpose) {
		Thread thread = OwnThreads.daemon("taskmon-console-" + this.count.incrementAndGet() + " (" + purpose + ")",
				code);
		thread.setContextClassLoader(this.classLoader);
		return thread;
	}

}
