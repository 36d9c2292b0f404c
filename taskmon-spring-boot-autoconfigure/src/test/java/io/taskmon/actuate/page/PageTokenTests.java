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
import reactor.core.publisher.Mono;

import org.springframework.http.HttpHeaders;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.mock.web.server.MockServerWebExchange;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for how the token of Spring Security reaches the page.
 */
class PageTokenTests {

	private static final String PATH = "/actuator/tasks";

	@Test
	void isToldByTheFilterOfServlets() throws Exception {
		assertThat(servletResponse("/application").getHeader("Taskmon-Csrf-Header")).isEqualTo("X-CSRF-TOKEN");
		assertThat(servletResponse("/application").getHeader("Taskmon-Csrf-Token")).isEqualTo("secret");
		assertThat(servletResponse("").getHeaderNames()).doesNotContain("Taskmon-Csrf-Header", "Taskmon-Csrf-Token");
	}

	@Test
	void isToldByTheFilterOfWebFlux() {
		assertThat(headers(PATH + "/application").get("Taskmon-Csrf-Header")).isEqualTo(List.of("X-CSRF-TOKEN"));
		assertThat(headers(PATH + "/application").get("Taskmon-Csrf-Token")).isEqualTo(List.of("secret"));
		assertThat(headers(PATH).get("Taskmon-Csrf-Token")).isNull();
		assertThat(headers("/other/application").get("Taskmon-Csrf-Token")).isNull();
	}

	private static MockHttpServletResponse servletResponse(String path) throws Exception {
		MockHttpServletRequest request = new MockHttpServletRequest("GET", PATH + path);
		request.setAttribute(org.springframework.security.web.csrf.CsrfToken.class.getName(),
				new org.springframework.security.web.csrf.DefaultCsrfToken("X-CSRF-TOKEN", "_csrf", "secret"));
		MockHttpServletResponse response = new MockHttpServletResponse();
		new TasksPageFilter().doFilter(request, response, new MockFilterChain());
		return response;
	}

	private static HttpHeaders headers(String path) {
		MockServerWebExchange exchange = MockServerWebExchange.from(MockServerHttpRequest.get(path));
		exchange.getAttributes()
			.put(org.springframework.security.web.server.csrf.CsrfToken.class.getName(),
					Mono.just(new org.springframework.security.web.server.csrf.DefaultCsrfToken("X-CSRF-TOKEN", "_csrf",
							"secret")));
		new TasksPageWebFilter(PATH).filter(exchange, (ignored) -> Mono.empty()).block();
		return exchange.getResponse().getHeaders();
	}

}
