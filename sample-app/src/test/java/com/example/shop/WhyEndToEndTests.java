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

import java.nio.file.Path;
import java.util.List;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Asks a shop why, first when all is well, then when there is something that taskmon does
 * not see.
 */
class WhyEndToEndTests {

	@Test
	void quietShopHasNoFindingsUntilThereIsABlindSpot(@TempDir Path directory) throws Exception {
		Ssh ssh = new Ssh(directory);
		try (ShopProcess process = ShopProcess.start(List.of("--shop.customers.enabled=false",
				"--taskmon.diagnosis.interval=1s", "--taskmon.diagnosis.leak-window=10s",
				"--taskmon.diagnosis.leak-size=10", "--taskmon.console.authorized-keys=" + ssh.publicKey()))) {
			Shop shop = process.shop();
			int port = process.consolePort();
			shop.awaitUsualLife();
			assertThat(shop.findings()).isEmpty();
			assertThat(shop.text(Shop.TASKS + "/diagnosis")).startsWith("No findings");
			assertThat(ssh.run(port, "", "why", "").out()).startsWith("No findings");
			shop.start("blind-spot");
			blindSpotIsNamed(shop);
			Ssh.Result why = ssh.run(port, "", "why", "");
			assertThat(why.status()).isZero();
			assertThat(why.out()).isEqualTo(shop.text(Shop.TASKS + "/diagnosis"))
				.startsWith("1 finding: 1 info\n\nINFO BLIND_SPOT\n");
			JsonNode json = JsonMapper.shared().readTree(ssh.run(port, "", "doctor --json", "").out());
			assertThat(json).isEqualTo(shop.json(Shop.TASKS + "/diagnosis"));
		}
	}

	private static void blindSpotIsNamed(Shop shop) {
		assertThat(shop.findings()).singleElement().satisfies((finding) -> {
			assertThat(finding.kind()).isEqualTo("BLIND_SPOT");
			assertThat(finding.severity()).isEqualTo("INFO");
			assertThat(finding.executor()).isEqualTo("bonus");
			assertThat(finding.summary()).isEqualTo("1 of 13 executors is not seen entirely: bonus");
			assertThat(finding.evidence()).singleElement()
				.asString()
				.startsWith("bonus is PARTIAL, their results are kept by futures that cannot be seen");
			assertThat(finding.next()).isEqualTo("executors");
		});
		Awaitility.await()
			.untilAsserted(() -> assertThat(shop.ended("executor=bonus").tasks()).hasSize(3)
				.allSatisfy((task) -> assertThat(task.outcome()).isEqualTo("UNKNOWN")));
	}

}
