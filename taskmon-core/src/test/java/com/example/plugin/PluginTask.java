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

package com.example.plugin;

import java.util.concurrent.Executor;
import java.util.function.Supplier;

/**
 * Code of a plug-in, whose class loader goes when the plug-in goes.
 */
public final class PluginTask implements Runnable, Supplier<RuntimeException> {

	@Override
	public void run() {
		throw get();
	}

	@Override
	public RuntimeException get() {
		return new PluginException("Plug-in failed", new PluginException("Disk full", null));
	}

	public static void submit(Executor executor) {
		executor.execute(new PluginTask());
	}

	public static void act(Runnable action) {
		action.run();
	}

	private static final class PluginException extends RuntimeException {

		private static final long serialVersionUID = 1L;

		PluginException(String message, Throwable cause) {
			super(message, cause);
		}

	}

}
