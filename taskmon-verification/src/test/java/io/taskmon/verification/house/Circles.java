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

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * Finds those that depend on each other, be it by way of others.
 */
final class Circles {

	private Circles() {
	}

	/**
	 * Finds the circles, the largest first. None knows of another's members.
	 * @param graph whom each knows
	 * @return sorted sets of two members or more
	 */
	static List<Set<String>> of(Map<String, Set<String>> graph) {
		Map<String, Set<String>> reached = new TreeMap<>();
		graph.keySet().forEach((name) -> reached.put(name, reachedFrom(name, graph)));
		List<Set<String>> circles = new ArrayList<>();
		Set<String> seen = new HashSet<>();
		for (String name : reached.keySet()) {
			if (seen.add(name)) {
				Set<String> circle = new TreeSet<>(reached.get(name));
				circle.removeIf((other) -> !reached.getOrDefault(other, Set.of()).contains(name));
				seen.addAll(circle);
				if (circle.size() > 1) {
					circles.add(circle);
				}
			}
		}
		circles.sort(Comparator.comparing(Set<String>::size).reversed());
		return circles;
	}

	/**
	 * Finds the circles that some of all form among themselves.
	 */
	static List<Set<String>> among(Predicate<String> some, Map<String, Set<String>> graph) {
		Map<String, Set<String>> part = new TreeMap<>(graph);
		part.keySet().removeIf(some.negate());
		return of(part);
	}

	private static Set<String> reachedFrom(String start, Map<String, Set<String>> graph) {
		Set<String> reached = new HashSet<>();
		Deque<String> open = new ArrayDeque<>(Set.of(start));
		while (!open.isEmpty()) {
			for (String known : graph.getOrDefault(open.pop(), Set.of())) {
				if (reached.add(known)) {
					open.push(known);
				}
			}
		}
		return reached;
	}

}
