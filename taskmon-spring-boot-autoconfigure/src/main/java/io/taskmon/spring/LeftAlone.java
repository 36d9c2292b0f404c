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

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadPoolExecutor;

import io.taskmon.executor.NamelessHook;
import io.taskmon.fault.TestDoubles;
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
		for (Object value : values) {
			if (depth > 0 && value != executor && value instanceof Executor inside) {
				String reason = reason(inside, depth - 1);
				if (reason != null) {
					return reason;
				}
			}
		}
		return null;
	}

	private static List<Object> values(Executor executor) {
		if (executor instanceof ThreadPoolExecutor pool) {
			return ExecutorClasses.isStandard(pool.getClass()) ? partsOf(pool) : List.of();
		}
		Executor delegate = NamelessHook.delegate(executor);
		return (delegate != null) ? List.of(delegate) : ExecutorFields.values(executor);
	}

	// All null in one that was made without its constructor
	private static List<Object> partsOf(ThreadPoolExecutor pool) {
		List<Object> parts = new ArrayList<>();
		for (Object part : Arrays.asList(pool.getQueue(), pool.getThreadFactory(),
				pool.getRejectedExecutionHandler())) {
			if (part != null) {
				parts.add(part);
			}
		}
		return parts;
	}

}
