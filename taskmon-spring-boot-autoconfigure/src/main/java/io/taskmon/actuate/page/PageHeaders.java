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

import java.util.Map;

/**
 * Headers of the endpoint's answers, which an endpoint cannot set itself: what the page
 * may do, and that nothing is kept.
 */
final class PageHeaders {

	/**
	 * Tells the name of the header that must bear the token of the next header.
	 */
	static final String CSRF_HEADER = "Taskmon-Csrf-Header";

	/**
	 * Tells the token with which a request may change something.
	 */
	static final String CSRF_TOKEN = "Taskmon-Csrf-Token";

	static final Map<String, String> ALL = Map.of("Content-Security-Policy",
			"default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
					+ "base-uri 'none'; form-action 'none'; frame-ancestors 'self'",
			"X-Content-Type-Options", "nosniff", "Referrer-Policy", "no-referrer", "Cache-Control", "no-store", "Vary",
			"Accept");

	private static final String APPLICATION = "/application";

	private PageHeaders() {
	}

	/**
	 * Returns whether requests of a method may change something.
	 */
	static boolean isGuarded(String method) {
		return "DELETE".equals(method);
	}

	/**
	 * Returns whether a path is where the token is told.
	 */
	static boolean tellToken(String path) {
		return path.endsWith(APPLICATION);
	}

}
