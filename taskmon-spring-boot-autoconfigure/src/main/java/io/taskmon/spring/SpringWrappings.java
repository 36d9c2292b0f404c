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

import io.taskmon.executor.submission.ScheduledRuns;
import io.taskmon.executor.submission.Wrappings;
import io.taskmon.task.TaskKind;
import io.taskmon.track.TaskCode;
import io.taskmon.track.TaskTracker;
import org.jspecify.annotations.Nullable;

import org.springframework.scheduling.support.ScheduledMethodRunnable;
import org.springframework.scheduling.support.ScheduledTaskObservationContext;

/**
 * What Spring wraps code into.
 */
final class SpringWrappings implements Wrappings {

	// It asks to be scheduled again after each run that its error handling has survived
	private static final @Nullable Class<?> RESCHEDULING = SpringErrorHandling
		.find("org.springframework.scheduling.concurrent.ReschedulingRunnable");

	@Override
	public boolean handlesErrors(Class<?> type) {
		return SpringErrorHandling.isAround(type);
	}

	@Override
	public Object inside(Object code) {
		return SpringErrorHandling.inside(code);
	}

	@Override
	public Object replaceInside(Object code, Object tracked) {
		return SpringErrorHandling.replaceInside(code, tracked);
	}

	@Override
	public Object carried(Object code) {
		return SpringScheduling.inside(code);
	}

	@Override
	public @Nullable TaskCode siteOf(Object code, TaskKind kind) {
		if (code instanceof ScheduledMethodRunnable method) {
			return MethodCodes.of(method.getTarget().getClass(), method.getMethod(), kind);
		}
		ScheduledTaskObservationContext subscribed = SpringScheduling.subscribedMethod(code);
		return (subscribed != null) ? MethodCodes.of(subscribed.getTargetClass(), subscribed.getMethod(), kind) : null;
	}

	@Override
	public boolean isRescheduling(Object code) {
		return RESCHEDULING != null && RESCHEDULING.isInstance(code);
	}

	@Override
	public boolean throwsFailures(Object code) {
		return SpringFailures.getThrough(code);
	}

	@Override
	public void open(TaskTracker tracker, Object code) {
		SpringFailures.open(tracker, code);
	}

	@Override
	public <V> ScheduledRuns<V> runs(ScheduledRuns.Schedule<V> schedule) {
		return new SpringRuns<>(schedule);
	}

}
