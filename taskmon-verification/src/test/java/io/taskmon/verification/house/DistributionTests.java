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
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The figures are some of the numbers, whatever their order.
 */
class DistributionTests {

	@Test
	void oneNumberIsAllOfIt() {
		assertThat(Distribution.of(List.of(7))).isEqualTo(new Distribution(7, 7, 7));
	}

	@Test
	void halfAndNineInTenDoNotExceedTheFigures() {
		assertThat(Distribution.of(IntStream.rangeClosed(1, 10).map((number) -> 11 - number).boxed().toList()))
			.isEqualTo(new Distribution(5, 9, 10));
		assertThat(Distribution.of(List.of(3, 1, 2))).isEqualTo(new Distribution(2, 3, 3));
	}

}
