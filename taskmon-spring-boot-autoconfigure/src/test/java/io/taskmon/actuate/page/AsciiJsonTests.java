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

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * That JSON means the same in ASCII, however it comes in parts.
 */
class AsciiJsonTests {

	private static final JsonMapper MAPPER = new JsonMapper();

	@ParameterizedTest
	@ValueSource(ints = { 1, 2, 3, 5, 1_000 })
	void meaningIsKept(int part) {
		String text = "plain \"\\\n \u007f\u0080\u009b\u00e9\u07ff\u0800\u202e\u2066\ufeff\uffff \ud83d\ude00 \udbff\udfff";
		byte[] json = MAPPER.writeValueAsBytes(text);
		String ascii = ascii(json, part);
		assertThat(ascii).matches("[ -~]*").contains("\\u202e", "\\u009b", "\\u007f", "\\ud83d\\ude00");
		assertThat(MAPPER.readValue(ascii, String.class)).isEqualTo(text);
	}

	@Test
	void whatIsNoCharacterIsReplaced() {
		assertThat(ascii(new byte[] { '"', (byte) 0xC3, '"' }, 1)).isEqualTo("\"\\ufffd\"");
		assertThat(ascii(new byte[] { '"', (byte) 0xBF, (byte) 0xFF, '"' }, 1)).isEqualTo("\"\\ufffd\\ufffd\"");
	}

	@Test
	void stringIsQuoted() {
		String text = "\"\\\u0001\u202e\ud83d\ude00";
		assertThat(AsciiJson.string(text)).isEqualTo("\"\\\"\\\\\\u0001\\u202e\\ud83d\\ude00\"");
		assertThat(MAPPER.readValue(AsciiJson.string(text), String.class)).isEqualTo(text);
	}

	@ParameterizedTest
	@ValueSource(strings = { "application/json", "Application/JSON; charset=utf-8",
			"application/vnd.spring-boot.actuator.v3+json" })
	void jsonIsKnown(String type) {
		assertThat(AsciiJson.isJson(type)).isTrue();
		assertThat(AsciiJson.isJson(type.replace("json", "javascript").replace("JSON", "xml"))).isFalse();
	}

	private static String ascii(byte[] json, int part) {
		AsciiJson ascii = new AsciiJson();
		ByteArrayOutputStream all = new ByteArrayOutputStream();
		for (int i = 0; i < json.length; i += part) {
			all.writeBytes(ascii.next(json, i, Math.min(part, json.length - i)));
		}
		return all.toString(StandardCharsets.US_ASCII);
	}

}
