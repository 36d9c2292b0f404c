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
import org.jspecify.annotations.Nullable;

import org.springframework.scheduling.SchedulingAwareRunnable;

/**
 * The runs of a schedule, which answer what Spring asks scheduled code.
 *
 * @param <V> type of the result
 */
final class SpringRuns<V> extends ScheduledRuns<V> implements SchedulingAwareRunnable {

	SpringRuns(Schedule<V> schedule) {
		super(schedule);
	}

	@Override
	public boolean isLongLived() {
		return code() instanceof SchedulingAwareRunnable aware && aware.isLongLived();
	}

	@Override
	public @Nullable String getQualifier() {
		return (code() instanceof SchedulingAwareRunnable aware) ? aware.getQualifier() : null;
	}

}
