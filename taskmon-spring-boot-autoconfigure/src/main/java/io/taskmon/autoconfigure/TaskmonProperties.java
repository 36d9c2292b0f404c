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
import java.util.HashMap;
import java.util.Map;

import io.taskmon.core.CaptureMode;
import io.taskmon.core.CaptureSettings;
import io.taskmon.core.Limits;
import io.taskmon.diagnosis.DiagnosisSettings;
import io.taskmon.diagnosis.SlowTaskThresholds;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.boot.convert.DurationStyle;

/**
 * Configuration properties for taskmon.
 *
 * @param enabled whether tasks are tracked
 * @param maxLiveTasks live tasks tracked at the most; beyond it tasks run untracked and
 * are counted as dropped
 * @param terminationLog what is kept of ended tasks
 * @param capture what the capture of creation stacks may cost
 * @param diagnosis from where on something is wrong
 * @param slowTaskThreshold how long tasks may run before they are reported
 */
@ConfigurationProperties("taskmon")
record TaskmonProperties(@DefaultValue("true") boolean enabled, @DefaultValue("100000") int maxLiveTasks,
		@DefaultValue TerminationLog terminationLog, @DefaultValue Capture capture, @DefaultValue Diagnosis diagnosis,
		@DefaultValue SlowTaskThreshold slowTaskThreshold) {

	TaskmonProperties {
		requireBetween(1, 10_000_000, maxLiveTasks, "taskmon.max-live-tasks");
	}

	Limits limits() {
		return new Limits(this.maxLiveTasks, this.terminationLog.capacity(), this.terminationLog.preservedCapacity(),
				this.terminationLog.exceptionMessages());
	}

	DiagnosisSettings diagnosisSettings() {
		return this.diagnosis.settings(this.slowTaskThreshold.thresholds());
	}

	private static void requireBetween(int minimum, int maximum, int value, String name) {
		if (value < minimum || value > maximum) {
			throw new InvalidConfigurationPropertyValueException(name, value,
					"It must be between " + minimum + " and " + maximum + ".");
		}
	}

	private static void requireBetween(Duration minimum, Duration maximum, Duration value, String name, String range) {
		if (value.compareTo(minimum) < 0 || value.compareTo(maximum) > 0) {
			throw new InvalidConfigurationPropertyValueException(name, value, "It must be between " + range + ".");
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
	 * @param budget exact stacks that a site may capture in each window, a quarter of
	 * them while it floods, at 2.5 microseconds each in the long run
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
			requireBetween(Duration.ofMillis(1), Duration.ofHours(1), window, "taskmon.capture.window", "1ms and 1h");
		}

		CaptureSettings settings() {
			return new CaptureSettings(this.mode, this.budget, this.window, this.maxLiveStacks, this.maxDepth);
		}

	}

	/**
	 * From where on something is wrong.
	 *
	 * @param interval how often the diagnosis looks by itself, 0 for only when asked
	 * @param queueWait how long a task may wait in a queue
	 * @param blockedFor how long the threads of a pool may be at one place while tasks
	 * wait for them
	 * @param floodSize live tasks from one place that are no flood yet
	 * @param leakWindow for how long the live tasks from one place may only become more
	 * @param leakSize by how many tasks they may become more in that time
	 */
	record Diagnosis(@DefaultValue("10s") Duration interval, @DefaultValue("10s") Duration queueWait,
			@DefaultValue("5s") Duration blockedFor, @DefaultValue("1000") int floodSize,
			@DefaultValue("5m") Duration leakWindow, @DefaultValue("100") int leakSize) {

		Diagnosis {
			if (!interval.isZero()) {
				requireBetween(Duration.ofSeconds(1), Duration.ofHours(1), interval, "taskmon.diagnosis.interval",
						"1s and 1h, or 0");
			}
			requireBetween(Duration.ofSeconds(1), Duration.ofDays(1), queueWait, "taskmon.diagnosis.queue-wait",
					"1s and 1d");
			requireBetween(Duration.ofSeconds(1), Duration.ofDays(1), blockedFor, "taskmon.diagnosis.blocked-for",
					"1s and 1d");
			requireBetween(1, 10_000_000, floodSize, "taskmon.diagnosis.flood-size");
			requireBetween(Duration.ofSeconds(10), Duration.ofDays(1), leakWindow, "taskmon.diagnosis.leak-window",
					"10s and 1d");
			requireBetween(1, 10_000_000, leakSize, "taskmon.diagnosis.leak-size");
		}

		DiagnosisSettings settings(SlowTaskThresholds slowTasks) {
			DiagnosisSettings defaults = DiagnosisSettings.DEFAULTS;
			return new DiagnosisSettings(this.interval, this.queueWait, this.blockedFor, defaults.overdueFor(),
					defaults.cancelledFor(), defaults.unseenFor(), this.floodSize, this.leakWindow, this.leakSize,
					slowTasks);
		}

	}

	/**
	 * How long tasks may run before they are reported.
	 *
	 * @param names thresholds by the name of the task
	 * @param executors thresholds by the bean name of the executor, for tasks without one
	 * of their own
	 */
	record SlowTaskThreshold(@DefaultValue Map<String, String> names, @DefaultValue Map<String, String> executors) {

		SlowTaskThreshold {
			durations(names, "names");
			durations(executors, "executors");
		}

		SlowTaskThresholds thresholds() {
			return new SlowTaskThresholds(durations(this.names, "names"), durations(this.executors, "executors"));
		}

		// Texts, for of a map of durations Boot binds no keys with dots in them
		private static Map<String, Duration> durations(Map<String, String> texts, String map) {
			Map<String, Duration> durations = new HashMap<>();
			texts.forEach((name, text) -> durations.put(name,
					duration(text, "taskmon.slow-task-threshold." + map + "[" + name + "]")));
			return durations;
		}

		private static Duration duration(String text, String property) {
			try {
				Duration threshold = DurationStyle.detectAndParse(text);
				requireBetween(Duration.ofMillis(1), Duration.ofDays(365), threshold, property, "1ms and 365d");
				return threshold;
			}
			catch (IllegalArgumentException ex) {
				throw new InvalidConfigurationPropertyValueException(property, text,
						"It must be a duration, such as 500ms or 30s.");
			}
		}

	}

}
