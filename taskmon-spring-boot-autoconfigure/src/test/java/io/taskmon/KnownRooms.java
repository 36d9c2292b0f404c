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

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;

/**
 * To know no other rooms than those that a table allows: a room is the first part of a
 * package below {@code io.taskmon}.
 */
final class KnownRooms extends ArchCondition<JavaClass> {

	private static final String HOUSE = "io.taskmon";

	/**
	 * Room of the public face, which is not below the house but the house itself.
	 */
	static final String FACE = "";

	private final Map<String, Set<String>> allowed = new TreeMap<>();

	KnownRooms() {
		super("know the rooms that they may know");
	}

	KnownRooms allow(String room, String... known) {
		this.allowed.put(room, Set.of(known));
		return this;
	}

	@Override
	public void check(JavaClass type, ConditionEvents events) {
		String room = room(type);
		Set<String> known = this.allowed.getOrDefault(room, Set.of());
		for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
			String other = room(dependency.getTargetClass());
			if (other != null && !other.equals(room) && !known.contains(other)) {
				events.add(SimpleConditionEvent.violated(dependency, dependency.getDescription()));
			}
		}
	}

	private static String room(JavaClass type) {
		String name = type.getPackageName();
		int house = name.indexOf(HOUSE);
		if (house < 0) {
			return null;
		}
		String below = name.substring(house + HOUSE.length());
		int end = below.indexOf('.', 1);
		return below.isEmpty() ? FACE : below.substring(1, (end < 0) ? below.length() : end);
	}

}
