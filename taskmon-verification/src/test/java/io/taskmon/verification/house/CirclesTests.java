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

import java.util.Map;
import java.util.Set;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Circles are found, and nothing but circles.
 */
class CirclesTests {

	@Test
	void thoseWhoDoNotComeBackAreNoCircle() {
		assertThat(Circles.of(Map.of("a", Set.of("b", "c"), "b", Set.of("c"), "c", Set.of()))).isEmpty();
	}

	@Test
	void whoKnowsNobodyButItselfIsNoCircle() {
		assertThat(Circles.of(Map.of("a", Set.of("a")))).isEmpty();
	}

	@Test
	void largestCircleComesFirst() {
		assertThat(Circles.of(Map.of("a", Set.of("b"), "b", Set.of("a", "c"), "c", Set.of("d"), "d", Set.of("e"), "e",
				Set.of("c", "f"), "f", Set.of())))
			.containsExactly(Set.of("c", "d", "e"), Set.of("a", "b"));
	}

	@Test
	void circlesThatShareMembersAreOne() {
		assertThat(Circles.of(Map.of("a", Set.of("b", "c"), "b", Set.of("a"), "c", Set.of("a"))))
			.containsExactly(Set.of("a", "b", "c"));
	}

	@Test
	void circlesByWayOfOthersAreNotAmongThemselves() {
		Map<String, Set<String>> graph = Map.of("a", Set.of("b", "c"), "b", Set.of("a"), "c", Set.of("b"));
		assertThat(Circles.among(Set.of("a", "b")::contains, graph)).containsExactly(Set.of("a", "b"));
		assertThat(Circles.among(Set.of("b", "c")::contains, graph)).isEmpty();
	}

}
