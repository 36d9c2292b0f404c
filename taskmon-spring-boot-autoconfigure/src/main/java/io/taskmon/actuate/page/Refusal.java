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

import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Answer to a request that may not change anything, in a media type that the client
 * accepts.
 *
 * @param reason why, a sentence
 * @param asText whether the client asks for text
 */
record Refusal(String reason, boolean asText) {

	static final int STATUS = 403;

	static Refusal of(String reason, List<String> accept) {
		return new Refusal(reason, "text/plain".equals(AcceptedTypes.chosen(accept)));
	}

	String contentType() {
		return this.asText ? "text/plain;charset=UTF-8" : "application/json";
	}

	byte[] body() {
		String body = this.asText ? this.reason + "\n" : "{\"status\":" + STATUS
				+ ",\"error\":\"Forbidden\",\"message\":" + AsciiJson.string(this.reason) + "}";
		return body.getBytes(StandardCharsets.UTF_8);
	}

}
