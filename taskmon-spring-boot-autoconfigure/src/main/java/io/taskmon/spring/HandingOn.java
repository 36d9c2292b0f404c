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

import java.util.Map;
import java.util.concurrent.Executor;

import io.taskmon.executor.NamelessHook;
import io.taskmon.executor.PrivateField;
import io.taskmon.executor.submission.ExecutorNames;
import io.taskmon.fault.TestDoubles;
import org.jspecify.annotations.Nullable;

import org.springframework.core.task.support.TaskExecutorAdapter;
import org.springframework.scheduling.concurrent.ConcurrentTaskExecutor;

/**
 * Executors that only hand on what they are given, perhaps in a context of its own. What
 * they hand it to is read from their fields.
 */
final class HandingOn {

	/** Executors in executors in executors: more is a circle. */
	private static final int DEPTH = 8;

	/** The fields of known classes, which may have subclasses. */
	private static final Map<String, String> DELEGATES = Map.ofEntries(
			Map.entry(TaskExecutorAdapter.class.getName(), "concurrentExecutor"),
			Map.entry(ConcurrentTaskExecutor.class.getName(), "concurrentExecutor"),
			Map.entry("org.springframework.core.task.support.ExecutorServiceAdapter", "taskExecutor"),
			Map.entry("org.springframework.security.concurrent.DelegatingSecurityContextExecutor", "delegate"),
			Map.entry("org.springframework.integration.util.ErrorHandlingTaskExecutor", "executor"),
			Map.entry("io.micrometer.core.instrument.internal.TimedExecutor", "delegate"),
			Map.entry("io.micrometer.core.instrument.internal.TimedExecutorService", "delegate"),
			Map.entry("io.micrometer.core.instrument.internal.TimedScheduledExecutorService", "delegate"),
			Map.entry("io.micrometer.context.ContextExecutorService", "executorService"),
			Map.entry("io.opentelemetry.context.ForwardingExecutorService", "delegate"),
			Map.entry("com.google.common.util.concurrent.MoreExecutors$ListeningDecorator", "delegate"),
			Map.entry("com.alibaba.ttl.threadpool.ExecutorTtlWrapper", "executor"),
			Map.entry("com.alibaba.ttl3.executor.ExecutorTtlWrapper", "executor"));

	private HandingOn() {
	}

	/**
	 * Returns the known executor that gets what another one is given.
	 * @return its entry, {@code null} if there is none
	 */
	static ExecutorNames.@Nullable Entry find(Executor executor, ExecutorNames known) {
		Executor next = executor;
		for (int depth = 0; depth < DEPTH; depth++) {
			next = delegate(next);
			ExecutorNames.Entry entry = (next != null) ? known.find(next) : null;
			if (next == null || entry != null) {
				return entry;
			}
		}
		return null;
	}

	private static @Nullable Executor delegate(Executor executor) {
		if (TestDoubles.isDouble(executor)) {
			return null;
		}
		Executor hidden = NamelessHook.delegate(executor);
		if (hidden != null) {
			return hidden;
		}
		for (Class<?> type = executor.getClass(); type != null; type = type.getSuperclass()) {
			String name = DELEGATES.get(type.getName());
			PrivateField field = (name != null) ? PrivateField.find(type, name, null) : null;
			if (field != null) {
				return (field.get(executor) instanceof Executor delegate) ? delegate : null;
			}
		}
		return null;
	}

}
