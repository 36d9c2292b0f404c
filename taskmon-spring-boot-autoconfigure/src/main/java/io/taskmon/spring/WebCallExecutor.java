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
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import io.taskmon.executor.submission.ExecutorName;
import io.taskmon.executor.submission.ExecutorNames;
import io.taskmon.executor.submission.ResultHolder;
import io.taskmon.executor.submission.SubmittedCode;
import io.taskmon.task.Coverage;
import io.taskmon.track.TaskCode;
import org.jspecify.annotations.Nullable;

import org.springframework.core.task.AsyncTaskExecutor;

/**
 * Hands one call of a controller to an executor that is not tracked, tracked. Throws what
 * the executor throws.
 */
final class WebCallExecutor implements AsyncTaskExecutor {

	private static final String SEEN = "only answers of Spring MVC's controllers are tracked";

	private static final String CODE = "all other code handed to it";

	private final HookContext context;

	private final AsyncTaskExecutor executor;

	private final TaskCode site;

	/**
	 * Creates an executor.
	 * @param executor runs the call
	 * @param site the site of the controller's method
	 */
	WebCallExecutor(HookContext context, AsyncTaskExecutor executor, TaskCode site) {
		this.context = context;
		this.executor = executor;
		this.site = site;
	}

	@Override
	public void execute(Runnable code) {
		this.executor.execute(code);
	}

	@Override
	public Future<?> submit(Runnable code) {
		SubmittedCode<?> tracked = tracked(code, Executors.callable(code));
		if (tracked == null) {
			return this.executor.submit(code);
		}
		try {
			return ObservedFuture.of(this.executor.submit((Runnable) tracked), tracked);
		}
		catch (Throwable ex) {
			tracked.endRejected(ex);
			throw ex;
		}
	}

	private @Nullable SubmittedCode<?> tracked(Runnable code, Callable<?> callable) {
		try {
			SubmittedCode<?> tracked = new SubmittedCode<>(this.context.tracker(), code, callable, ResultHolder.THROWS,
					() -> false);
			String name = name();
			if (name == null) {
				tracked.belongTo(nameless());
			}
			return tracked.submit(this.site, name) ? tracked : null;
		}
		catch (Throwable ex) {
			this.context.tracker().faults().report("tracking a controller's answer", ex);
			return null;
		}
	}

	private @Nullable String name() {
		ExecutorNames.Entry bean = this.context.executors().find(this.executor);
		if (bean != null) {
			this.context.partlySeen().put(bean.name(), SEEN);
			return bean.name();
		}
		String prefix = NamelessExecutor.prefixOf(this.executor);
		if (prefix != null && !this.context.executors().contains(prefix)) {
			this.context.catalog().add(prefix, this.executor.getClass().getName(), WebCallExecutor::coverage);
		}
		return prefix;
	}

	private ExecutorName nameless() {
		return new NamelessExecutor(this.context, this.executor.getClass().getName(), coverage(), null);
	}

	private static Coverage coverage() {
		return Coverage.partial("it is no bean: " + SEEN, CODE);
	}

}
