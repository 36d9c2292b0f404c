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

import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

import org.springframework.http.HttpHeaders;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.security.web.server.csrf.CsrfToken;
import org.springframework.util.ClassUtils;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;

/**
 * Stands before the endpoint, and nothing else, on WebFlux: sets the headers of its
 * answers, heeds how much a client likes what it accepts, keeps its JSON in ASCII, and
 * refuses what a page of somebody else would cancel. Thread-safe.
 */
public final class TasksPageWebFilter implements WebFilter {

	private static final boolean SECURITY = ClassUtils
		.isPresent("org.springframework.security.web.server.csrf.CsrfToken", TasksPageWebFilter.class.getClassLoader());

	private final String endpointPath;

	private final TrustedHosts hosts;

	/**
	 * Creates the filter for where no names of hosts are known.
	 * @param endpointPath path of the endpoint within the application
	 */
	public TasksPageWebFilter(String endpointPath) {
		this(endpointPath, TrustedHosts.NONE);
	}

	/**
	 * Creates the filter.
	 * @param endpointPath path of the endpoint within the application
	 * @param hosts from where tasks may be cancelled
	 */
	public TasksPageWebFilter(String endpointPath, TrustedHosts hosts) {
		this.endpointPath = endpointPath;
		this.hosts = hosts;
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
		return told.then(Mono.defer(() -> filterWelcome(exchange, chain)));
	}

	private Mono<Void> filterWelcome(ServerWebExchange exchange, WebFilterChain chain) {
		ServerHttpRequest request = exchange.getRequest();
		String refusal = PageHeaders.isGuarded(request.getMethod().name()) ? refusal(request) : null;
		ServerWebExchange accepting = accepting(exchange);
		if (refusal == null) {
			return chain.filter(accepting);
		}
		return exchange.getPrincipal()
			.hasElement()
			.flatMap((known) -> known ? chain.filter(accepting)
					: refuse(exchange.getResponse(), Refusal.of(refusal, accept(request))));
	}

	private @Nullable String refusal(ServerHttpRequest request) {
		HttpHeaders headers = request.getHeaders();
		return this.hosts.refusal(headers.getFirst(HttpHeaders.HOST), request.getURI().getRawAuthority(),
				headers.getFirst(HttpHeaders.ORIGIN));
	}

	private static Mono<Void> refuse(ServerHttpResponse response, Refusal refusal) {
		response.setRawStatusCode(Refusal.STATUS);
		response.getHeaders().set(HttpHeaders.CONTENT_TYPE, refusal.contentType());
		return response.writeWith(Mono.fromSupplier(() -> response.bufferFactory().wrap(refusal.body())));
	}

	private static ServerWebExchange accepting(ServerWebExchange exchange) {
		String chosen = AcceptedTypes.chosen(accept(exchange.getRequest()));
		ServerWebExchange.Builder accepting = exchange.mutate()
			.response(new AsciiJsonHttpResponse(exchange.getResponse()));
		if (chosen != null) {
			accepting.request((request) -> request.headers((headers) -> headers.set(HttpHeaders.ACCEPT, chosen)));
		}
		return accepting.build();
	}

	private static List<String> accept(ServerHttpRequest request) {
		return request.getHeaders().getValuesAsList(HttpHeaders.ACCEPT);
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
