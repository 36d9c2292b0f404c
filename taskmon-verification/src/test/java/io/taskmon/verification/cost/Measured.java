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

import java.util.List;

/**
 * One benchmark with one set of parameters, in a process of its own.
 *
 * @param benchmark class and method
 * @param variant value of the parameter {@code variant}, empty for none
 * @param jvmArguments further arguments of the process
 */
record Measured(String benchmark, String variant, List<String> jvmArguments) {

	static Measured of(Class<?> benchmarks, String method) {
		return of(benchmarks, method, "");
	}

	static Measured of(Class<?> benchmarks, String method, String variant) {
		return new Measured(benchmarks.getName() + "." + method, variant, List.of());
	}

	Measured with(String... arguments) {
		return new Measured(this.benchmark, this.variant, List.of(arguments));
	}

}
