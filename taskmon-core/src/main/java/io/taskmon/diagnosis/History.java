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
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;

import io.taskmon.observe.Observation;
import io.taskmon.observe.TaskGroup;
import org.jspecify.annotations.Nullable;

/**
 * What was observed before, the latest last, as far back as it matters. Immutable.
 */
final class History {

	/**
	 * Enough to tell growth from its absence.
	 */
	private static final int SAMPLES_IN_A_WINDOW = 30;

	private static final int SAMPLES_THAT_MAKE_A_TREND = 3;

	private final Duration window;

	private final List<Sample> samples;

	private final @Nullable Sample latest;

	private History(Duration window, List<Sample> samples, @Nullable Sample latest) {
		this.window = window;
		this.samples = samples;
		this.latest = latest;
	}

	static History of(Duration window) {
		return new History(window, List.of(), null);
	}

	/**
	 * Returns this history with what was observed after it.
	 */
	History with(Observation observation, ContendedLocks locks) {
		Sample sample = Sample.of(observation, locks);
		Instant now = sample.at();
		if (!this.samples.isEmpty()) {
			Instant last = this.samples.get(this.samples.size() - 1).at();
			if (Duration.between(last, now).toMillis() < this.window.toMillis() / SAMPLES_IN_A_WINDOW) {
				return new History(this.window, this.samples, sample);
			}
		}
		List<Sample> samples = new ArrayList<>(this.samples);
		samples.add(sample);
		// One is kept that is older than the window, to tell what was at its beginning
		while (samples.size() > 1 && !samples.get(1).at().isAfter(now.minus(this.window))) {
			samples.remove(0);
		}
		return new History(this.window, List.copyOf(samples), sample);
	}

	/**
	 * Returns by how much the live tasks of a site have become more, if that is all they
	 * have done in the whole window.
	 */
	OptionalLong growth(String site, long size, Instant now) {
		if (this.samples.isEmpty() || this.samples.get(0).at().isAfter(now.minus(this.window))) {
			return OptionalLong.empty();
		}
		List<Long> sizes = new ArrayList<>();
		for (Sample sample : this.samples) {
			sizes.add(sample.sites().getOrDefault(site, 0L));
		}
		sizes.add(size);
		long first = sizes.get(0);
		long middle = sizes.get(sizes.size() / 2);
		for (int i = 1; i < sizes.size(); i++) {
			if (sizes.get(i) < sizes.get(i - 1)) {
				return OptionalLong.empty();
			}
		}
		return (first > 0 && first < middle && middle < size) ? OptionalLong.of(size - first) : OptionalLong.empty();
	}

	/**
	 * Returns whether a queue has become longer each time somebody looked.
	 */
	boolean hasQueueGrown(String executor, long length) {
		int from = this.samples.size() - SAMPLES_THAT_MAKE_A_TREND + 1;
		if (from < 0) {
			return false;
		}
		long before = 0;
		for (Sample sample : this.samples.subList(from, this.samples.size())) {
			long then = sample.queues().getOrDefault(executor, 0L);
			if (then <= before) {
				return false;
			}
			before = then;
		}
		return length > before;
	}

	/**
	 * Returns whether several tasks waited for a lock when somebody looked last.
	 */
	boolean wasContended(String lock) {
		return this.latest != null && this.latest.locks().contains(lock);
	}

	boolean areDroppedMore(long dropped) {
		return this.samples.isEmpty() || dropped > this.samples.get(0).dropped();
	}

	boolean areErrorsMore(long errors) {
		return this.samples.isEmpty() || errors > this.samples.get(0).errors();
	}

	private record Sample(Instant at, Map<String, Long> sites, Map<String, Long> queues, Set<String> locks,
			long dropped, long errors) {

		static Sample of(Observation observation, ContendedLocks locks) {
			return new Sample(observation.at(), sizes(observation.sites()), sizes(observation.queues()),
					Set.copyOf(locks.locks().keySet()), observation.counts().dropped(), observation.counts().errors());
		}

		private static Map<String, Long> sizes(List<TaskGroup> groups) {
			return groups.stream().collect(Collectors.toUnmodifiableMap(TaskGroup::key, TaskGroup::size));
		}

	}

}
