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

package io.taskmon.verification.chaos;

import java.io.FileNotFoundException;
import java.util.concurrent.Callable;

/**
 * What the code of a task does, well or ill.
 */
enum Mishap implements Callable<String> {

	NONE {

		@Override
		public String call() {
			return "done on " + Thread.currentThread().getName().replaceAll("\\d+$", "");
		}

	},

	EXCEPTION {

		@Override
		public String call() {
			throw new IllegalStateException("exception");
		}

	},

	CHECKED_EXCEPTION {

		@Override
		public String call() throws Exception {
			throw new FileNotFoundException("checked exception");
		}

	},

	LINKAGE_ERROR {

		@Override
		public String call() {
			throw new NoClassDefFoundError("linkage error");
		}

	},

	OUT_OF_MEMORY {

		@Override
		public String call() {
			return "allocated " + new long[Integer.MAX_VALUE].length;
		}

	},

	STACK_OVERFLOW {

		@Override
		public String call() {
			return "recursed " + recurse(0);
		}

		@SuppressWarnings("InfiniteRecursion")
		private int recurse(int depth) {
			return recurse(depth + 1) + 1;
		}

	},

	INTERRUPTED {

		@Override
		public String call() {
			Thread.currentThread().interrupt();
			return "interrupted " + Thread.currentThread().isInterrupted();
		}

	},

	HOSTILE {

		@Override
		public String call() {
			throw new HostileException();
		}

	};

	@Override
	public abstract String call() throws Exception;

	/**
	 * An exception that nobody can look at.
	 */
	static final class HostileException extends RuntimeException {

		private static final long serialVersionUID = 1L;

		@Override
		public String getMessage() {
			throw new UnsupportedOperationException();
		}

		@Override
		public StackTraceElement[] getStackTrace() {
			throw new UnsupportedOperationException();
		}

		@Override
		public String toString() {
			throw new UnsupportedOperationException();
		}

	}

}
