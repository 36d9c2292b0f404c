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

package io.taskmon.track;

import java.util.Arrays;

import io.taskmon.fault.Faults;

/**
 * All who are told of the steps of tasks, and the fence around them. Thread-safe; no
 * method throws.
 */
public final class StepListeners implements TaskSteps {

	private final Faults faults;

	private volatile TaskSteps[] listeners = {};

	StepListeners(Faults faults) {
		this.faults = faults;
	}

	public synchronized void add(TaskSteps listener) {
		TaskSteps[] more = Arrays.copyOf(this.listeners, this.listeners.length + 1);
		more[more.length - 1] = listener;
		this.listeners = more;
	}

	@Override
	public void queued(TrackedTask task) {
		for (TaskSteps listener : this.listeners) {
			try {
				listener.queued(task);
			}
			catch (Throwable ex) {
				this.faults.report("recording the submission of a task", ex);
			}
		}
	}

	@Override
	public void started(TrackedTask task) {
		for (TaskSteps listener : this.listeners) {
			try {
				listener.started(task);
			}
			catch (Throwable ex) {
				this.faults.report("recording the start of a task", ex);
			}
		}
	}

	@Override
	public void ended(TrackedTask task) {
		for (TaskSteps listener : this.listeners) {
			try {
				listener.ended(task);
			}
			catch (Throwable ex) {
				this.faults.report("recording the end of a task", ex);
			}
		}
	}

	@Override
	public void cancelled(TrackedTask task, Cancellation cancellation) {
		for (TaskSteps listener : this.listeners) {
			try {
				listener.cancelled(task, cancellation);
			}
			catch (Throwable ex) {
				this.faults.report("recording the cancellation of a task", ex);
			}
		}
	}

}
