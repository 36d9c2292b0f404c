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

package com.example.shop;

import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Finds the task that wrote a line of the log.
 */
class CorrelationEndToEndTests {

	private static final Pattern PRINTED = Pattern.compile(" \\[(\\d+)] .*: Printed ");

	@Test
	void logLineTellsTheTaskThatWroteIt() throws Exception {
		try (ShopProcess process = ShopProcess.start(List.of("--logging.level.com.example.shop=debug"))) {
			Awaitility.await().atMost(Duration.ofMinutes(1)).until(() -> PRINTED.matcher(process.log()).find());
			Matcher printed = PRINTED.matcher(process.log());
			assertThat(printed.find()).isTrue();
			assertThat(process.shop().task(Long.parseLong(printed.group(1))).task().name())
				.isEqualTo("ReceiptService.print");
		}
	}

}
