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

import io.taskmon.executor.submission.Carriers;
import io.taskmon.executor.submission.DecoratedCarrier;
import io.taskmon.executor.submission.Submissions;
import io.taskmon.executor.submission.TrackedRunnable;
import org.jspecify.annotations.Nullable;

import org.springframework.core.task.TaskDecorator;

/**
 * Tracks what an executor is given, set in place on the executor. The application's own
 * decorator is called once for each task, with what it would be given without taskmon:
 * only code that nobody can tell from any other {@link Runnable}, such as a lambda, is
 * tracked inside it, for there the truth about the code can be seen; all other is tracked
 * outside.
 */
final class TrackingTaskDecorator implements TaskDecorator {

	private final Submissions submissions;

	private final @Nullable TaskDecorator applicationDecorator;

	private volatile boolean called;

	TrackingTaskDecorator(Submissions submissions, @Nullable TaskDecorator applicationDecorator) {
		this.submissions = submissions;
		this.applicationDecorator = applicationDecorator;
	}

	/**
	 * Returns the decorator that the application has set.
	 * @param decorator what the executor has now
	 */
	static @Nullable TaskDecorator applicationsIn(TaskDecorator decorator) {
		return (decorator instanceof TrackingTaskDecorator tracking) ? tracking.applicationDecorator : decorator;
	}

	/**
	 * Returns whether the executor has asked it to decorate anything.
	 */
	boolean isCalled() {
		return this.called;
	}

	void forgetCalls() {
		this.called = false;
	}

	@Override
	public Runnable decorate(Runnable runnable) {
		if (!this.called) {
			this.called = true;
		}
		TaskDecorator decorator = this.applicationDecorator;
		if (decorator == null) {
			return this.submissions.carrier(runnable, runnable);
		}
		if (runnable instanceof DecoratedCarrier carrier) {
			carrier.decorateAgain(decorator.decorate(carrier.code()));
			return carrier;
		}
		if (runnable instanceof TrackedRunnable tracked) {
			tracked.decorateAgain(decorator.decorate(tracked.code()));
			return tracked;
		}
		return mayMatter(runnable) ? trackOutside(runnable, decorator.decorate(runnable))
				: trackInside(runnable, decorator);
	}

	private static boolean mayMatter(@Nullable Runnable code) {
		return code == null || Carriers.mayMatter(code.getClass());
	}

	// A decorator may return null, whatever it promises: the executor says what it thinks
	// of that
	private Runnable trackOutside(Runnable code, Runnable decorated) {
		return (decorated != null) ? this.submissions.carrier(code, decorated) : decorated;
	}

	private Runnable trackInside(Runnable code, TaskDecorator decorator) {
		Runnable carrier = this.submissions.carrier(code, code);
		try {
			Runnable decorated = decorator.decorate(carrier);
			return (decorated != null && decorated != carrier) ? new DecoratedCarrier(carrier, decorated) : decorated;
		}
		catch (Throwable ex) {
			Carriers.endRejected(carrier, ex);
			throw ex;
		}
	}

}
