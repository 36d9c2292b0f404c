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

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * A way through the house.
 *
 * @param entered how often each class was called by another one, or from outside
 * @param packageChanges how often one of another package called
 */
record Walk(Map<String, Integer> entered, int packageChanges) {

	static Walk of(List<Call> calls) {
		Map<String, Integer> entered = new TreeMap<>();
		calls.forEach((call) -> entered.merge(call.callee(), 1, Integer::sum));
		return new Walk(entered, (int) calls.stream().filter(Call::changesPackage).count());
	}

	int calls() {
		return this.entered.values().stream().mapToInt(Integer::intValue).sum();
	}

	/**
	 * Returns the calls into a class that had been entered before.
	 */
	int returns() {
		return calls() - this.entered.size();
	}

	String mostEntered() {
		return this.entered.entrySet()
			.stream()
			.sorted(Map.Entry.<String, Integer>comparingByValue().reversed())
			.limit(3)
			.map((entry) -> "`" + entry.getKey().substring(entry.getKey().lastIndexOf('.') + 1) + "` "
					+ entry.getValue())
			.collect(Collectors.joining(", "));
	}

	@Override
	public String toString() {
		return this.entered.size() + " / " + calls() + " / " + returns() + " / " + this.packageChanges;
	}

	/**
	 * A call between classes.
	 *
	 * @param thread the thread
	 * @param caller the class that the thread was in, empty if in none of the house
	 * @param callee the class that it came to
	 */
	record Call(long thread, String caller, String callee) {

		private boolean changesPackage() {
			return !this.caller.isEmpty() && !House.packageOf(this.caller).equals(House.packageOf(this.callee));
		}

	}

}
