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

import io.taskmon.executor.PrivateField;
import io.taskmon.executor.submission.ExecutorName;
import io.taskmon.task.Coverage;
import org.jspecify.annotations.Nullable;

import org.springframework.util.CustomizableThreadCreator;

/**
 * An executor that is no bean, or of which nobody knows which bean it is before it runs
 * something: known by how the names of its threads begin. It is in the catalogue from its
 * first run on. Thread-safe.
 */
final class NamelessExecutor implements ExecutorName {

	private static final String NO_NAME = "executor that is no bean";

	private static final @Nullable PrivateField PREFIX = PrivateField.find(CustomizableThreadCreator.class,
			"threadNamePrefix", String.class);

	private final HookContext context;

	private final String type;

	private final Coverage coverage;

	private final @Nullable String bean;

	private volatile @Nullable String name;

	/**
	 * Creates an executor.
	 * @param type its class
	 * @param coverage what can be seen of it
	 * @param bean name of the bean that it may turn out to be
	 */
	NamelessExecutor(HookContext context, String type, Coverage coverage, @Nullable String bean) {
		this.context = context;
		this.type = type;
		this.coverage = coverage;
		this.bean = bean;
	}

	@Override
	public String get() {
		String known = this.name;
		return (known != null) ? known : findSafely();
	}

	@Override
	public String soFar() {
		String known = this.name;
		return (known != null) ? known : NO_NAME;
	}

	private String findSafely() {
		try {
			return find();
		}
		catch (Throwable ex) {
			this.context.tracker().faults().report("naming an executor", ex);
			return NO_NAME;
		}
	}

	private String find() {
		String found = this.bean;
		if (found != null && this.context.executors().contains(found)) {
			this.context.partlySeen().put(found, RegistrarSchedulers.SEEN);
		}
		else {
			found = prefix(Thread.currentThread().getName());
			add(found);
		}
		this.name = found;
		return found;
	}

	private void add(String name) {
		if (!this.context.executors().contains(name)) {
			this.context.catalog().add(name, this.type, () -> this.coverage);
		}
	}

	/**
	 * Returns how the names of an executor's threads begin, without a call of it.
	 * @return the prefix, {@code null} if it has none
	 */
	static @Nullable String prefixOf(Object executor) {
		return (PREFIX != null && executor instanceof CustomizableThreadCreator
				&& PREFIX.get(executor) instanceof String prefix && !prefix.isEmpty()) ? prefix : null;
	}

	private static String prefix(String threadName) {
		int end = threadName.length();
		while (end > 0 && Character.isDigit(threadName.charAt(end - 1))) {
			end--;
		}
		return (end > 0) ? threadName.substring(0, end) : NO_NAME;
	}

}
