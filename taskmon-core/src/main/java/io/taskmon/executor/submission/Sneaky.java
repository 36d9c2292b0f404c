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

import java.util.concurrent.Callable;

/**
 * Runs as a {@link Runnable} what is a {@link Callable}: the code of a runnable throws no
 * checked exception that it does not throw without taskmon.
 */
public final class Sneaky {

	private Sneaky() {
	}

	public static void run(Callable<?> callable) {
		try {
			callable.call();
		}
		catch (Exception ex) {
			Sneaky.<RuntimeException>throwAsIs(ex);
		}
	}

	@SuppressWarnings({ "unchecked", "TypeParameterUnusedInFormals" })
	private static <E extends Exception> void throwAsIs(Exception exception) throws E {
		throw (E) exception;
	}

}
