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

package io.taskmon.actuate.page;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a client gets that likes some media types better than others.
 */
class AcceptedTypesTests {

	private static final String V3 = "application/vnd.spring-boot.actuator.v3+json";

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			textBlock = """
					text/html;q=0                                    | application/vnd.spring-boot.actuator.v3+json
					text/html;q=0, application/json                  | application/json
					text/html;q=0, */*                               | application/vnd.spring-boot.actuator.v3+json
					text/html;q=0.0, text/*                          | text/plain
					text/html;q=0.1, text/plain;q=0.2                | text/plain
					text/html;q=0.2, text/plain;q=0.1                | text/html
					text/plain, text/html;q=0.9                      | text/plain
					application/json;q=0.5, text/plain;q=0.4         | application/json
					application/json;q=0.4, text/plain;q=0.5         | text/plain
					text/plain, */*;q=0.1                            | text/plain
					*/*;q=0.1, text/plain                            | text/plain
					text/*;q=0.3, text/html;q=0.7, */*;q=0.5         | text/html
					text/*;q=0.9, text/html;q=0.1, */*;q=0.5         | text/plain
					*/*;q=0, text/plain                              | text/plain
					image/png, text/html;q=0                         | application/vnd.taskmon.nothing
					*/*;q=0                                          | application/vnd.taskmon.nothing
					application/*, application/vnd.spring-boot.actuator.v3+json;q=0 | application/vnd.spring-boot.actuator.v2+json
					""")
	void weightsAreHeeded(String accept, String chosen) {
		assertThat(AcceptedTypes.chosen(List.of(accept))).isEqualTo(chosen);
	}

	@Test
	void severalHeadersAreOne() {
		assertThat(AcceptedTypes.chosen(List.of("text/html;q=0.5", "text/plain;q=0.6"))).isEqualTo("text/plain");
	}

	@Test
	void whoSaysNothingOrNonsenseIsLeftToTheFramework() {
		assertThat(AcceptedTypes.chosen(List.of())).isNull();
		assertThat(AcceptedTypes.chosen(List.of(""))).isNull();
		assertThat(AcceptedTypes.chosen(List.of("nonsense"))).isNull();
		assertThat(AcceptedTypes.chosen(List.of("*/*"))).isEqualTo(V3);
	}

}
