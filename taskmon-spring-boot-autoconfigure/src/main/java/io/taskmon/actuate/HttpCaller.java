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

import java.security.Principal;

import io.taskmon.task.CancelRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.util.ClassUtils;
import org.springframework.web.context.request.RequestAttributes;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/**
 * Tells who asks over HTTP for a task to be cancelled. Their address is known where the
 * current thread answers a request of a servlet.
 */
final class HttpCaller {

	private static final String HTTP = "HTTP";

	private static final boolean SERVLET = isPresent("org.springframework.web.context.request.RequestContextHolder")
			&& isPresent("jakarta.servlet.http.HttpServletRequest");

	private HttpCaller() {
	}

	static CancelRequest request(@Nullable Principal principal) {
		String address = SERVLET ? Servlet.address() : null;
		return new CancelRequest((principal != null) ? principal.getName() : null,
				(address != null) ? HTTP + " from " + address : HTTP);
	}

	private static boolean isPresent(String type) {
		return ClassUtils.isPresent(type, HttpCaller.class.getClassLoader());
	}

	/**
	 * Apart, for there may be no servlets.
	 */
	private static final class Servlet {

		private Servlet() {
		}

		static @Nullable String address() {
			RequestAttributes attributes = RequestContextHolder.getRequestAttributes();
			return (attributes instanceof ServletRequestAttributes servlet) ? servlet.getRequest().getRemoteAddr()
					: null;
		}

	}

}
