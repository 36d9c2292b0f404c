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

import io.taskmon.verification.house.Walk.Call;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A walk counts each call once, whichever thread it is of.
 */
class WalkTests {

	@Test
	void callsAreCounted() {
		Walk walk = Walk.of(List.of(new Call(1, "", "io.a.A"), new Call(1, "io.a.A", "io.a.B"),
				new Call(1, "io.a.B", "io.b.C"), new Call(2, "", "io.b.C"), new Call(2, "io.b.C", "io.a.A")));
		assertThat(walk).hasToString("3 / 5 / 2 / 2");
		assertThat(walk.mostEntered()).isEqualTo("`A` 2, `C` 2, `B` 1");
	}

}
