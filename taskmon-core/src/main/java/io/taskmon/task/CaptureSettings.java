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

package io.taskmon.task;

import java.time.Duration;

/**
 * What the capture of creation stacks may cost.
 *
 * @param mode when stacks are captured
 * @param budget exact stacks that a site may capture in each window, at least 1; a
 * quarter of them after a window in which it wanted ten times as many, and in the long
 * run as many as take 2.5 microseconds each, fewer of those that take longer
 * @param window length of a window, positive
 * @param maxLiveStacks exact stacks held by live tasks at the most, at least 0
 * @param maxDepth frames kept of a stack once it is symbolised, at least 1
 */
public record CaptureSettings(CaptureMode mode, int budget, Duration window, int maxLiveStacks, int maxDepth) {

	/**
	 * The defaults: adaptive, 100 stacks in 100 ms, 10,000 live stacks, 128 frames.
	 */
	public static final CaptureSettings DEFAULTS = new CaptureSettings(CaptureMode.ADAPTIVE, 100,
			Duration.ofMillis(100), 10_000, 128);

	/**
	 * Checks the limits.
	 * @throws IllegalArgumentException if a limit is out of its range
	 */
	public CaptureSettings {
		Limits.requireAtLeast(1, budget, "budget");
		Limits.requireAtLeast(0, maxLiveStacks, "maxLiveStacks");
		Limits.requireAtLeast(1, maxDepth, "maxDepth");
		if (window.isZero() || window.isNegative()) {
			throw new IllegalArgumentException("window must be positive");
		}
	}

}
