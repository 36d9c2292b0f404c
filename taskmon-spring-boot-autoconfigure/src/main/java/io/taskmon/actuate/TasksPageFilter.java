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

import java.io.IOException;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.util.ClassUtils;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Sets the headers of the endpoint's answers on a servlet container. To be mapped to the
 * endpoint alone. Thread-safe.
 */
public final class TasksPageFilter extends OncePerRequestFilter {

	private static final boolean SECURITY = ClassUtils.isPresent("org.springframework.security.web.csrf.CsrfToken",
			TasksPageFilter.class.getClassLoader());

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		PageHeaders.ALL.forEach(response::setHeader);
		if (SECURITY && PageHeaders.tellToken(request.getRequestURI())) {
			Csrf.tell(request, response);
		}
		chain.doFilter(request, response);
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
