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

import java.io.IOException;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.util.ClassUtils;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Stands before the endpoint on a servlet container: sets the headers of its answers,
 * heeds how much a client likes what it accepts, keeps its JSON in ASCII, and refuses
 * what a page of somebody else would cancel. To be mapped to the endpoint alone.
 * Thread-safe.
 */
public final class TasksPageFilter extends OncePerRequestFilter {

	private static final boolean SECURITY = ClassUtils.isPresent("org.springframework.security.web.csrf.CsrfToken",
			TasksPageFilter.class.getClassLoader());

	private final TrustedHosts hosts;

	/**
	 * Creates the filter for where no names of hosts are known.
	 */
	public TasksPageFilter() {
		this(TrustedHosts.NONE);
	}

	/**
	 * Creates the filter.
	 * @param hosts from where tasks may be cancelled
	 */
	public TasksPageFilter(TrustedHosts hosts) {
		this.hosts = hosts;
	}

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		PageHeaders.ALL.forEach(response::setHeader);
		if (SECURITY && PageHeaders.tellToken(request.getRequestURI())) {
			Csrf.tell(request, response);
		}
		String refusal = PageHeaders.isGuarded(request.getMethod()) ? refusal(request) : null;
		if (refusal != null) {
			refuse(response, Refusal.of(refusal, Collections.list(request.getHeaders(HttpHeaders.ACCEPT))));
			return;
		}
		chain.doFilter(accepting(request), new AsciiJsonResponse(response));
	}

	private @Nullable String refusal(HttpServletRequest request) {
		if (request.getUserPrincipal() != null) {
			return null;
		}
		return this.hosts.refusal(request.getHeader(HttpHeaders.HOST),
				request.getServerName() + ":" + request.getServerPort(), request.getHeader(HttpHeaders.ORIGIN));
	}

	private static void refuse(HttpServletResponse response, Refusal refusal) throws IOException {
		response.setStatus(Refusal.STATUS);
		response.setContentType(refusal.contentType());
		response.getOutputStream().write(refusal.body());
	}

	private static HttpServletRequest accepting(HttpServletRequest request) {
		String chosen = AcceptedTypes.chosen(Collections.list(request.getHeaders(HttpHeaders.ACCEPT)));
		return (chosen != null) ? new AcceptingRequest(request, chosen) : request;
	}

	private static final class AcceptingRequest extends HttpServletRequestWrapper {

		private final String accepted;

		AcceptingRequest(HttpServletRequest request, String accepted) {
			super(request);
			this.accepted = accepted;
		}

		@Override
		public String getHeader(String name) {
			return HttpHeaders.ACCEPT.equalsIgnoreCase(name) ? this.accepted : super.getHeader(name);
		}

		@Override
		public Enumeration<String> getHeaders(String name) {
			return HttpHeaders.ACCEPT.equalsIgnoreCase(name) ? Collections.enumeration(List.of(this.accepted))
					: super.getHeaders(name);
		}

	}

	// Loaded only where there is Spring Security
	private static final class Csrf {

		static void tell(HttpServletRequest request, HttpServletResponse response) {
			if (request.getAttribute(CsrfToken.class.getName()) instanceof CsrfToken token) {
				response.setHeader(PageHeaders.CSRF_HEADER, token.getHeaderName());
				response.setHeader(PageHeaders.CSRF_TOKEN, token.getToken());
			}
		}

	}

}
