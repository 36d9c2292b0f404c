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

package io.taskmon.actuate;

import reactor.core.publisher.Mono;

import org.springframework.http.HttpHeaders;
import org.springframework.security.web.server.csrf.CsrfToken;
import org.springframework.util.ClassUtils;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;

/**
 * Sets the headers of the endpoint's answers on WebFlux, and of no others. Thread-safe.
 */
public final class TasksPageWebFilter implements WebFilter {

	private static final boolean SECURITY = ClassUtils
		.isPresent("org.springframework.security.web.server.csrf.CsrfToken", TasksPageWebFilter.class.getClassLoader());

	private final String endpointPath;

	/**
	 * Creates the filter.
	 * @param endpointPath path of the endpoint within the application
	 */
	public TasksPageWebFilter(String endpointPath) {
		this.endpointPath = endpointPath;
	}

	@Override
	public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
		String path = exchange.getRequest().getPath().pathWithinApplication().value();
		if (!path.equals(this.endpointPath) && !path.startsWith(this.endpointPath + "/")) {
			return chain.filter(exchange);
		}
		HttpHeaders headers = exchange.getResponse().getHeaders();
		PageHeaders.ALL.forEach(headers::set);
		Mono<Void> told = (SECURITY && PageHeaders.tellToken(path)) ? Csrf.tell(exchange, headers) : Mono.empty();
		return told.then(Mono.defer(() -> chain.filter(exchange)));
	}

	// Loaded only where there is Spring Security
	private static final class Csrf {

		static Mono<Void> tell(ServerWebExchange exchange, HttpHeaders headers) {
			Mono<CsrfToken> known = exchange.getAttribute(CsrfToken.class.getName());
			return (known != null) ? known.doOnNext((token) -> {
				headers.set(PageHeaders.CSRF_HEADER, token.getHeaderName());
				headers.set(PageHeaders.CSRF_TOKEN, token.getToken());
			}).then() : Mono.empty();
		}

	}

}
