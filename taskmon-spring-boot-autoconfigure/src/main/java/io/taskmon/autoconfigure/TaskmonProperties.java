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

package io.taskmon.autoconfigure;

import java.time.Duration;

import io.taskmon.core.CaptureMode;
import io.taskmon.core.CaptureSettings;
import io.taskmon.core.Limits;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;

/**
 * Configuration properties for taskmon.
 *
 * @param enabled whether tasks are tracked
 * @param maxLiveTasks live tasks tracked at the most; beyond it tasks run untracked and
 * are counted as dropped
 * @param terminationLog what is kept of ended tasks
 * @param capture what the capture of creation stacks may cost
 */
@ConfigurationProperties("taskmon")
record TaskmonProperties(@DefaultValue("true") boolean enabled, @DefaultValue("100000") int maxLiveTasks,
		@DefaultValue TerminationLog terminationLog, @DefaultValue Capture capture) {

	TaskmonProperties {
		requireBetween(1, 10_000_000, maxLiveTasks, "taskmon.max-live-tasks");
	}

	Limits limits() {
		return new Limits(this.maxLiveTasks, this.terminationLog.capacity(), this.terminationLog.preservedCapacity(),
				this.terminationLog.exceptionMessages());
	}

	private static void requireBetween(int minimum, int maximum, int value, String name) {
		if (value < minimum || value > maximum) {
			throw new InvalidConfigurationPropertyValueException(name, value,
					"It must be between " + minimum + " and " + maximum + ".");
		}
	}

	/**
	 * What is kept of ended tasks.
	 *
	 * @param capacity ended tasks kept
	 * @param preservedCapacity ended tasks kept of each method or class marked
	 * &#064;PreserveTerminationLog
	 * @param exceptionMessages whether the messages of exceptions are shown
	 */
	record TerminationLog(@DefaultValue("1000") int capacity, @DefaultValue("100") int preservedCapacity,
			@DefaultValue("true") boolean exceptionMessages) {

		TerminationLog {
			requireBetween(1, 1_000_000, capacity, "taskmon.termination-log.capacity");
			requireBetween(1, 100_000, preservedCapacity, "taskmon.termination-log.preserved-capacity");
		}

	}

	/**
	 * What the capture of creation stacks may cost.
	 *
	 * @param mode when creation stacks are captured
	 * @param budget exact stacks that a site may capture in each window
	 * @param window length of a window
	 * @param maxLiveStacks exact stacks held by live tasks at the most
	 * @param maxDepth frames kept of a stack
	 */
	record Capture(@DefaultValue("adaptive") CaptureMode mode, @DefaultValue("100") int budget,
			@DefaultValue("100ms") Duration window, @DefaultValue("10000") int maxLiveStacks,
			@DefaultValue("128") int maxDepth) {

		Capture {
			requireBetween(1, 1_000_000, budget, "taskmon.capture.budget");
			requireBetween(0, 10_000_000, maxLiveStacks, "taskmon.capture.max-live-stacks");
			requireBetween(1, 1_024, maxDepth, "taskmon.capture.max-depth");
			if (window.compareTo(Duration.ofMillis(1)) < 0 || window.compareTo(Duration.ofHours(1)) > 0) {
				throw new InvalidConfigurationPropertyValueException("taskmon.capture.window", window,
						"It must be between 1ms and 1h.");
			}
		}

		CaptureSettings settings() {
			return new CaptureSettings(this.mode, this.budget, this.window, this.maxLiveStacks, this.maxDepth);
		}

	}

}
