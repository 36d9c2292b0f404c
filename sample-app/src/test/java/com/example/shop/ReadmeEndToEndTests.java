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

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import com.example.shop.TaskList.Task;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Does what the READMEs say.
 */
@QuietShop
class ReadmeEndToEndTests {

	private static final Path SHOP_README = Path.of("README.md");

	private static final List<Path> READMES = List.of(SHOP_README, Path.of("..", "README.md"));

	private static final Pattern ROW = Pattern.compile(
			"\\| `(?<name>[^`]+)` \\| (?<problem>.+?) \\| (?<answer>.+?) \\| `(?<happen>.+?)` \\| `(?<see>.+?)` \\|");

	private static final Pattern CURL = Pattern.compile("\\bcurl\\b[^`\\r\\n]*");

	private static final Pattern METHOD = Pattern.compile("(?:-X|--request) ?([A-Z]+)");

	private static final Pattern ADDRESS = Pattern.compile("(?:127\\.0\\.0\\.1|localhost):8080(/[^\\s'\"|]*)");

	private final Shop shop;

	ReadmeEndToEndTests(Shop shop) {
		this.shop = shop;
	}

	@AfterEach
	void putRight() {
		for (JsonNode incident : this.shop.json("/incidents")) {
			this.shop.end(incident.path("name").asString());
		}
	}

	@Test
	void tableTellsOfAllIncidents() throws IOException {
		List<MatchResult> rows = ROW.matcher(Files.readString(SHOP_README)).results().toList();
		List<JsonNode> incidents = this.shop.json("/incidents").valueStream().toList();
		assertThat(rows).hasSameSizeAs(incidents);
		for (int i = 0; i < rows.size(); i++) {
			assertThat(rows.get(i).group(1)).isEqualTo(incidents.get(i).path("name").asString());
			assertThat(prose(rows.get(i).group(2))).isEqualTo(incidents.get(i).path("problem").asString());
			assertThat(prose(rows.get(i).group(3))).isEqualTo(incidents.get(i).path("answer").asString());
			assertThat(address(rows.get(i).group(4))).isEqualTo("/incidents/" + rows.get(i).group(1));
			assertThat(address(rows.get(i).group(5))).isEqualTo(incidents.get(i).path("look").path(0).asString());
		}
	}

	@Test
	void thereIsSomethingWhereverIncidentsSayToLook() {
		for (JsonNode incident : this.shop.json("/incidents")) {
			for (JsonNode path : incident.path("look")) {
				if (!path.asString().contains("ID")) {
					assertThat(this.shop.status(path.asString())).as(path.asString()).isEqualTo(200);
				}
			}
		}
	}

	@ParameterizedTest
	@MethodSource("commands")
	void commandIsUnderstood(String command) {
		String address = address(command);
		if (address.contains("ID")) {
			this.shop.start("chain");
			Task receipt = this.shop.live("filter=ReceiptService.print").tasks().get(0);
			address = address.replace("ID", Long.toString(receipt.id()));
		}
		HttpResponse<String> response = this.shop.send(method(command), address);
		assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
	}

	static Stream<String> commands() throws IOException {
		Stream.Builder<String> commands = Stream.builder();
		for (Path readme : READMES) {
			if (Files.exists(readme)) {
				CURL.matcher(Files.readString(readme)).results().map(MatchResult::group).forEach(commands);
			}
		}
		return commands.build().distinct();
	}

	private static String prose(String markdown) {
		return markdown.replace("`", "");
	}

	private static String method(String command) {
		Matcher method = METHOD.matcher(command);
		return method.find() ? method.group(1) : "GET";
	}

	private static String address(String command) {
		Matcher address = ADDRESS.matcher(command);
		assertThat(address.find()).as(command).isTrue();
		return address.group(1);
	}

}
