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

package io.taskmon.verification.house;

import java.util.Collection;
import java.util.List;

/**
 * How numbers are distributed. Each figure is one of the numbers: the smallest that so
 * many of all do not exceed.
 *
 * @param median that of half of them
 * @param most that of nine in ten
 * @param max the largest
 */
record Distribution(int median, int most, int max) {

	/**
	 * Describes the numbers.
	 * @param numbers at least one
	 */
	static Distribution of(Collection<Integer> numbers) {
		List<Integer> sorted = numbers.stream().sorted().toList();
		return new Distribution(rank(sorted, 50), rank(sorted, 90), rank(sorted, 100));
	}

	private static int rank(List<Integer> sorted, int percent) {
		return sorted.get((sorted.size() * percent + 99) / 100 - 1);
	}

	@Override
	public String toString() {
		return this.median + " / " + this.most + " / " + this.max;
	}

}
