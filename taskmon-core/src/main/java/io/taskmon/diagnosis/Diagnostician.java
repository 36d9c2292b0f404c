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

package io.taskmon.diagnosis;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.stream.Stream;

import io.taskmon.fault.Faults;
import io.taskmon.observe.Observation;
import io.taskmon.read.TaskReader;
import org.jspecify.annotations.Nullable;

/**
 * Looks at the tasks when asked, and by itself every now and then: some trouble shows in
 * what has changed, and listeners want to be told. Thread-safe.
 */
public final class Diagnostician implements Diagnosis {

	private final List<FindingListener> listeners = new CopyOnWriteArrayList<>();

	private final TaskReader reader;

	private final DiagnosisSettings settings;

	private final Faults faults;

	private final LongSupplier nanoTime;

	private volatile History history;

	private volatile List<Finding> lastFindings = List.of();

	// These two are of the thread that does the rounds

	private List<Finding> told = List.of();

	private List<Finding> goneOnce = List.of();

	private volatile @Nullable Long lastRound;

	/**
	 * Creates a diagnostician.
	 * @param reader what it looks at
	 * @param settings from where on something is wrong
	 * @param faults is told of errors of checks and listeners
	 */
	public Diagnostician(TaskReader reader, DiagnosisSettings settings, Faults faults) {
		this(reader, settings, faults, System::nanoTime);
	}

	Diagnostician(TaskReader reader, DiagnosisSettings settings, Faults faults, LongSupplier nanoTime) {
		this.reader = reader;
		this.settings = settings;
		this.faults = faults;
		this.nanoTime = nanoTime;
		this.history = History.of(settings.leakWindow());
	}

	@Override
	public List<Finding> findings() {
		return Checks.findings(observe(), this.faults);
	}

	@Override
	public List<Finding> lastFindings() {
		return this.lastFindings;
	}

	/**
	 * Adds a listener.
	 * @param listener is told of what comes and goes from now on
	 */
	public void addListener(FindingListener listener) {
		this.listeners.add(listener);
	}

	/**
	 * Looks by itself if it is time to. To be called about once a second, by one thread.
	 */
	public void round() {
		if (!isTime()) {
			return;
		}
		Evidence evidence = observe();
		List<Finding> findings = Checks.findings(evidence, this.faults);
		this.history = this.history.with(evidence.observation(), evidence.locks());
		this.lastFindings = findings;
		tellOf(findings);
	}

	// Gone is what is gone twice in a row: trouble that is near a threshold would come
	// and
	// go each time
	private void tellOf(List<Finding> findings) {
		List<Finding> gone = missing(this.told, findings);
		List<Finding> goneOnce = missing(gone, this.goneOnce);
		List<Finding> cleared = missing(gone, goneOnce);
		List<Finding> raised = missing(findings, this.told);
		this.told = Stream.concat(findings.stream(), goneOnce.stream()).toList();
		this.goneOnce = goneOnce;
		cleared.forEach((finding) -> tell((listener) -> listener.cleared(finding)));
		raised.forEach((finding) -> tell((listener) -> listener.raised(finding)));
	}

	private boolean isTime() {
		Duration interval = this.settings.interval();
		long now = this.nanoTime.getAsLong();
		Long last = this.lastRound;
		if (interval.isZero() || (last != null && now - last < interval.toNanos())) {
			return false;
		}
		this.lastRound = now;
		return true;
	}

	private Evidence observe() {
		Observation observation = this.reader.observe(Evidence.OBSERVED, this.settings.slowTasks());
		return new Evidence(observation, this.history, locks(observation), this.settings);
	}

	private ContendedLocks locks(Observation observation) {
		try {
			return ContendedLocks.of(observation.tasks());
		}
		catch (Throwable ex) {
			this.faults.report("looking at locks", ex);
			return ContendedLocks.NONE;
		}
	}

	private static List<Finding> missing(List<Finding> findings, List<Finding> others) {
		return findings.stream().filter((finding) -> others.stream().noneMatch(finding::isSameAs)).toList();
	}

	private void tell(Consumer<FindingListener> news) {
		this.listeners.forEach((listener) -> {
			try {
				news.accept(listener);
			}
			catch (Throwable ex) {
				this.faults.report("telling of a finding", ex);
			}
		});
	}

}
