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

import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.stream.Stream;

import io.taskmon.core.TestDoubles;
import org.jspecify.annotations.Nullable;

/**
 * Executors that nothing of taskmon's may touch: mocks and spies, whose tests would see
 * it, and whatever else is not as its class makes it. Found out by fields, without a call
 * of what might be one.
 */
final class LeftAlone {

	/** Executors in executors in executors: more is a circle. */
	private static final int DEPTH = 4;

	private LeftAlone() {
	}

	/**
	 * Returns why an executor is left alone.
	 * @return the reason, {@code null} if it need not be
	 */
	static @Nullable String reason(Executor executor) {
		return reason(executor, DEPTH);
	}

	private static @Nullable String reason(Executor executor, int depth) {
		if (TestDoubles.isDouble(executor)) {
			return "it is a mock or a spy, or there is one in it";
		}
		if (!ExecutorFields.areSet(executor)) {
			return "its state is not as its constructor leaves it";
		}
		List<Object> values = values(executor);
		if (TestDoubles.isAnyDouble(values)) {
			return "it is a mock or a spy, or there is one in it";
		}
		return (depth == 0) ? null
				: values.stream()
					.filter((value) -> value != executor && value instanceof Executor)
					.map((value) -> reason((Executor) value, depth - 1))
					.filter((reason) -> reason != null)
					.findFirst()
					.orElse(null);
	}

	private static List<Object> values(Executor executor) {
		if (executor instanceof ThreadPoolExecutor pool) {
			return ExecutorClasses.isStandard(pool.getClass()) ? partsOf(pool) : List.of();
		}
		Executor delegate = NamelessHook.delegate(executor);
		return (delegate != null) ? List.of(delegate) : ExecutorFields.values(executor);
	}

	private static List<Object> partsOf(ThreadPoolExecutor pool) {
		return Stream.<@Nullable Object>of(pool.getQueue(), pool.getThreadFactory(), pool.getRejectedExecutionHandler())
			.filter((part) -> part != null)
			.map((part) -> (Object) part)
			.toList();
	}

}
