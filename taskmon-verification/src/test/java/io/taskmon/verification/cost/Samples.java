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

package io.taskmon.verification.cost;

import java.util.Arrays;
import java.util.Collection;
import java.util.Locale;

/**
 * Figures of the same thing.
 *
 * @param sorted the figures, the least first
 */
record Samples(double... sorted) {

	private static final int SMALL = 10;

	static Samples of(Collection<Double> figures) {
		return new Samples(figures.stream().mapToDouble(Double::doubleValue).sorted().toArray());
	}

	double median() {
		return (this.sorted[(this.sorted.length - 1) / 2] + this.sorted[this.sorted.length / 2]) / 2;
	}

	double sum() {
		return Arrays.stream(this.sorted).sum();
	}

	/**
	 * Returns the figure that so large a part of all does not exceed.
	 */
	double at(double part) {
		return this.sorted[(int) (this.sorted.length * part)];
	}

	String medianText() {
		return text(median());
	}

	String rangeText() {
		return text(this.sorted[0]) + "–" + text(this.sorted[this.sorted.length - 1]);
	}

	static String text(double figure) {
		return String.format(Locale.ROOT, (Math.abs(figure) < SMALL) ? "%.2f" : "%,.0f", figure);
	}

}
