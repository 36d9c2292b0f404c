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
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.taskmon.diagnosis.DiagnosisSettings;
import io.taskmon.diagnosis.SlowTaskThresholds;
import io.taskmon.task.ApplicationPackages;
import io.taskmon.task.CaptureMode;
import io.taskmon.task.CaptureSettings;
import io.taskmon.task.Limits;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.boot.convert.DurationStyle;

/**
 * Configuration properties for taskmon. Mutable as those of Spring Boot are: while an
 * application starts, to bind them to constructors takes five times as long.
 */
@ConfigurationProperties("taskmon")
final class TaskmonProperties {

	private final TerminationLog terminationLog = new TerminationLog();

	private final Capture capture = new Capture();

	private final Stacks stacks = new Stacks();

	private final Endpoint endpoint = new Endpoint();

	private final Diagnosis diagnosis = new Diagnosis();

	private final SlowTaskThreshold slowTaskThreshold = new SlowTaskThreshold();

	/**
	 * Whether tasks are tracked.
	 */
	private boolean enabled = true;

	/**
	 * Live tasks tracked at the most; beyond it tasks run untracked and are counted as
	 * dropped.
	 */
	private int maxLiveTasks = 100_000;

	public boolean isEnabled() {
		return this.enabled;
	}

	public void setEnabled(boolean enabled) {
		this.enabled = enabled;
	}

	public int getMaxLiveTasks() {
		return this.maxLiveTasks;
	}

	public void setMaxLiveTasks(int maxLiveTasks) {
		this.maxLiveTasks = requireBetween(1, 10_000_000, maxLiveTasks, "taskmon.max-live-tasks");
	}

	public TerminationLog getTerminationLog() {
		return this.terminationLog;
	}

	public Capture getCapture() {
		return this.capture;
	}

	public Stacks getStacks() {
		return this.stacks;
	}

	public Endpoint getEndpoint() {
		return this.endpoint;
	}

	public Diagnosis getDiagnosis() {
		return this.diagnosis;
	}

	public SlowTaskThreshold getSlowTaskThreshold() {
		return this.slowTaskThreshold;
	}

	Limits limits() {
		return new Limits(this.maxLiveTasks, this.terminationLog.capacity, this.terminationLog.preservedCapacity,
				this.terminationLog.exceptionMessages);
	}

	DiagnosisSettings diagnosisSettings() {
		return this.diagnosis.settings(this.slowTaskThreshold.thresholds());
	}

	private static int requireBetween(int minimum, int maximum, int value, String name) {
		if (value < minimum || value > maximum) {
			throw new InvalidConfigurationPropertyValueException(name, value,
					"It must be between " + minimum + " and " + maximum + ".");
		}
		return value;
	}

	private static Duration requireBetween(Duration minimum, Duration maximum, Duration value, String name,
			String range) {
		if (value.compareTo(minimum) < 0 || value.compareTo(maximum) > 0) {
			throw new InvalidConfigurationPropertyValueException(name, value, "It must be between " + range + ".");
		}
		return value;
	}

	/**
	 * What is kept of ended tasks.
	 */
	static final class TerminationLog {

		/**
		 * Ended tasks kept.
		 */
		private int capacity = 1_000;

		/**
		 * Ended tasks kept of each method or class marked &#064;PreserveTerminationLog.
		 */
		private int preservedCapacity = 100;

		/**
		 * Whether the messages of exceptions are shown.
		 */
		private boolean exceptionMessages = true;

		public int getCapacity() {
			return this.capacity;
		}

		public void setCapacity(int capacity) {
			this.capacity = requireBetween(1, 1_000_000, capacity, "taskmon.termination-log.capacity");
		}

		public int getPreservedCapacity() {
			return this.preservedCapacity;
		}

		public void setPreservedCapacity(int preservedCapacity) {
			this.preservedCapacity = requireBetween(1, 100_000, preservedCapacity,
					"taskmon.termination-log.preserved-capacity");
		}

		public boolean isExceptionMessages() {
			return this.exceptionMessages;
		}

		public void setExceptionMessages(boolean exceptionMessages) {
			this.exceptionMessages = exceptionMessages;
		}

	}

	/**
	 * What the capture of creation stacks may cost.
	 */
	static final class Capture {

		/**
		 * When creation stacks are captured.
		 */
		private CaptureMode mode = CaptureMode.ADAPTIVE;

		/**
		 * Exact stacks that a site may capture in each window, a quarter of them while it
		 * floods, at 2.5 microseconds each in the long run.
		 */
		private int budget = 100;

		/**
		 * Length of a window.
		 */
		private Duration window = Duration.ofMillis(100);

		/**
		 * Exact stacks held by live tasks at the most.
		 */
		private int maxLiveStacks = 10_000;

		/**
		 * Frames kept of a stack.
		 */
		private int maxDepth = 128;

		public CaptureMode getMode() {
			return this.mode;
		}

		public void setMode(CaptureMode mode) {
			this.mode = mode;
		}

		public int getBudget() {
			return this.budget;
		}

		public void setBudget(int budget) {
			this.budget = requireBetween(1, 1_000_000, budget, "taskmon.capture.budget");
		}

		public Duration getWindow() {
			return this.window;
		}

		public void setWindow(Duration window) {
			this.window = requireBetween(Duration.ofMillis(1), Duration.ofHours(1), window, "taskmon.capture.window",
					"1ms and 1h");
		}

		public int getMaxLiveStacks() {
			return this.maxLiveStacks;
		}

		public void setMaxLiveStacks(int maxLiveStacks) {
			this.maxLiveStacks = requireBetween(0, 10_000_000, maxLiveStacks, "taskmon.capture.max-live-stacks");
		}

		public int getMaxDepth() {
			return this.maxDepth;
		}

		public void setMaxDepth(int maxDepth) {
			this.maxDepth = requireBetween(1, 1_024, maxDepth, "taskmon.capture.max-depth");
		}

		CaptureSettings settings() {
			return new CaptureSettings(this.mode, this.budget, this.window, this.maxLiveStacks, this.maxDepth);
		}

	}

	/**
	 * How stacks are read.
	 */
	static final class Stacks {

		/**
		 * Packages whose frames are the application's, even where a framework's name
		 * begins alike. If not set, the packages of the main class and of the
		 * auto-configured application.
		 */
		private List<String> applicationPackages = new ArrayList<>();

		public List<String> getApplicationPackages() {
			return this.applicationPackages;
		}

		public void setApplicationPackages(List<String> applicationPackages) {
			try {
				ApplicationPackages.of(applicationPackages);
			}
			catch (IllegalArgumentException ex) {
				throw new InvalidConfigurationPropertyValueException("taskmon.stacks.application-packages",
						applicationPackages, "Each must be the name of a package, such as com.acme.shop.");
			}
			this.applicationPackages = applicationPackages;
		}

	}

	/**
	 * How the endpoint is guarded.
	 */
	static final class Endpoint {

		/**
		 * Names of hosts under which tasks may be cancelled where nobody has to log in,
		 * '*.' at the beginning for all below a name. Addresses and names without a dot
		 * need not be listed.
		 */
		private List<String> trustedHosts = new ArrayList<>();

		public List<String> getTrustedHosts() {
			return this.trustedHosts;
		}

		public void setTrustedHosts(List<String> trustedHosts) {
			this.trustedHosts = trustedHosts;
		}

	}

	/**
	 * From where on something is wrong.
	 */
	static final class Diagnosis {

		/**
		 * How often the diagnosis looks by itself, 0 for only when asked.
		 */
		private Duration interval = Duration.ofSeconds(10);

		/**
		 * How long a task may wait in a queue.
		 */
		private Duration queueWait = Duration.ofSeconds(10);

		/**
		 * How long the threads of a pool may be at one place while tasks wait for them.
		 */
		private Duration blockedFor = Duration.ofSeconds(5);

		/**
		 * Live tasks from one place that are no flood yet.
		 */
		private int floodSize = 1_000;

		/**
		 * For how long the live tasks from one place may only become more.
		 */
		private Duration leakWindow = Duration.ofMinutes(5);

		/**
		 * By how many tasks they may become more in that time.
		 */
		private int leakSize = 100;

		public Duration getInterval() {
			return this.interval;
		}

		public void setInterval(Duration interval) {
			this.interval = interval.isZero() ? interval : requireBetween(Duration.ofSeconds(1), Duration.ofHours(1),
					interval, "taskmon.diagnosis.interval", "1s and 1h, or 0");
		}

		public Duration getQueueWait() {
			return this.queueWait;
		}

		public void setQueueWait(Duration queueWait) {
			this.queueWait = requireBetween(Duration.ofSeconds(1), Duration.ofDays(1), queueWait,
					"taskmon.diagnosis.queue-wait", "1s and 1d");
		}

		public Duration getBlockedFor() {
			return this.blockedFor;
		}

		public void setBlockedFor(Duration blockedFor) {
			this.blockedFor = requireBetween(Duration.ofSeconds(1), Duration.ofDays(1), blockedFor,
					"taskmon.diagnosis.blocked-for", "1s and 1d");
		}

		public int getFloodSize() {
			return this.floodSize;
		}

		public void setFloodSize(int floodSize) {
			this.floodSize = requireBetween(1, 10_000_000, floodSize, "taskmon.diagnosis.flood-size");
		}

		public Duration getLeakWindow() {
			return this.leakWindow;
		}

		public void setLeakWindow(Duration leakWindow) {
			this.leakWindow = requireBetween(Duration.ofSeconds(10), Duration.ofDays(1), leakWindow,
					"taskmon.diagnosis.leak-window", "10s and 1d");
		}

		public int getLeakSize() {
			return this.leakSize;
		}

		public void setLeakSize(int leakSize) {
			this.leakSize = requireBetween(1, 10_000_000, leakSize, "taskmon.diagnosis.leak-size");
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
	 */
	static final class SlowTaskThreshold {

		/**
		 * Thresholds by the name of the task.
		 */
		private Map<String, String> names = new HashMap<>();

		/**
		 * Thresholds by the bean name of the executor, for tasks without one of their
		 * own.
		 */
		private Map<String, String> executors = new HashMap<>();

		public Map<String, String> getNames() {
			return this.names;
		}

		public void setNames(Map<String, String> names) {
			durations(names, "names");
			this.names = names;
		}

		public Map<String, String> getExecutors() {
			return this.executors;
		}

		public void setExecutors(Map<String, String> executors) {
			durations(executors, "executors");
			this.executors = executors;
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
