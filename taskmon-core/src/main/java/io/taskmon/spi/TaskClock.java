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

package io.taskmon.spi;

import java.time.Instant;

/**
 * The time source of the tracker: a monotonic reading for durations, from which instants
 * are derived when somebody looks. Implementations are thread-safe.
 */
public interface TaskClock {

	/**
	 * Returns a monotonic reading.
	 * @return nanoseconds since an arbitrary origin
	 */
	long nanoTime();

	/**
	 * Returns the instant at which {@link #nanoTime()} had the given reading.
	 * @param nanoTime a reading of this clock
	 * @return the instant of that reading
	 */
	Instant instantAt(long nanoTime);

}
