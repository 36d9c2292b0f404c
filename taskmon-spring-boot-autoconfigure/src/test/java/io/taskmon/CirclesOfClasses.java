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

package io.taskmon;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;

/**
 * To need each other, all round, in circles of at most two classes: each counts with
 * those within it. Circles are looked for among the classes that are checked.
 */
final class CirclesOfClasses extends ArchCondition<JavaClass> {

	private static final int MOST = 2;

	private final Map<String, Set<String>> needs = new HashMap<>();

	CirclesOfClasses() {
		super("need each other in pairs at the most");
	}

	@Override
	public void init(Collection<JavaClass> classes) {
		this.needs.clear();
		for (JavaClass type : classes) {
			Set<String> needed = this.needs.computeIfAbsent(outermost(type), (name) -> new HashSet<>());
			type.getDirectDependenciesFromSelf()
				.forEach((dependency) -> needed.add(outermost(dependency.getTargetClass())));
		}
	}

	@Override
	public void check(JavaClass type, ConditionEvents events) {
		String name = outermost(type);
		Set<String> circle = circle(name);
		if (circle.size() > MOST) {
			type.getDirectDependenciesFromSelf().stream().filter((dependency) -> {
				String target = outermost(dependency.getTargetClass());
				return !target.equals(name) && circle.contains(target);
			})
				.forEach((dependency) -> events.add(SimpleConditionEvent.violated(dependency,
						"Circle of " + circle.size() + ": " + dependency.getDescription())));
		}
	}

	private Set<String> circle(String name) {
		Set<String> circle = needed(name);
		circle.removeIf((other) -> !needed(other).contains(name));
		return circle;
	}

	private Set<String> needed(String name) {
		Set<String> found = new HashSet<>();
		Deque<String> next = new ArrayDeque<>(this.needs.getOrDefault(name, Set.of()));
		while (!next.isEmpty()) {
			String each = next.pop();
			if (found.add(each)) {
				next.addAll(this.needs.getOrDefault(each, Set.of()));
			}
		}
		return found;
	}

	private static String outermost(JavaClass type) {
		return type.getEnclosingClass().map(CirclesOfClasses::outermost).orElseGet(type::getName);
	}

}
