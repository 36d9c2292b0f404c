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

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.core.io.DefaultResourceLoader;
import org.springframework.core.io.ResourceLoader;

/**
 * The web frameworks on which Boot offers endpoints.
 */
enum WebStack {

	WEBMVC(WebApplicationType.SERVLET),

	WEBFLUX(WebApplicationType.REACTIVE),

	/**
	 * Boot offers endpoints on Jersey where there is no Spring MVC.
	 */
	JERSEY(WebApplicationType.SERVLET, "org.springframework.web.servlet.", "org.springframework.boot.webmvc.");

	private final WebApplicationType type;

	private final String[] hiddenPackages;

	WebStack(WebApplicationType type, String... hiddenPackages) {
		this.type = type;
		this.hiddenPackages = hiddenPackages;
	}

	WebApplicationType type() {
		return this.type;
	}

	ResourceLoader resourceLoader() {
		return new DefaultResourceLoader(new FilteredClassLoader(this.hiddenPackages));
	}

}
