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

package io.taskmon.autoconfigure;

import java.util.List;

import io.taskmon.actuate.TasksEndpoint;
import io.taskmon.actuate.page.TasksPageFilter;
import io.taskmon.actuate.page.TasksPageWebFilter;
import io.taskmon.actuate.page.TrustedHosts;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.actuate.autoconfigure.endpoint.condition.ConditionalOnAvailableEndpoint;
import org.springframework.boot.actuate.autoconfigure.endpoint.expose.EndpointExposure;
import org.springframework.boot.actuate.autoconfigure.endpoint.web.WebEndpointProperties;
import org.springframework.boot.actuate.autoconfigure.web.ManagementContextConfiguration;
import org.springframework.boot.actuate.endpoint.EndpointId;
import org.springframework.boot.actuate.endpoint.web.PathMapper;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/**
 * {@link ManagementContextConfiguration @ManagementContextConfiguration} for the page of
 * {@link TasksEndpoint}, on whichever port it is.
 */
@ManagementContextConfiguration(proxyBeanMethods = false)
@ConditionalOnAvailableEndpoint(endpoint = TasksEndpoint.class, exposure = EndpointExposure.WEB)
public final class TasksPageManagementContextConfiguration {

	private static final String SERVLET_PATH = "spring.mvc.servlet.path";

	private static String endpointPath(WebEndpointProperties properties, ObjectProvider<PathMapper> pathMappers) {
		String path = PathMapper.getRootPath(pathMappers.orderedStream().toList(), EndpointId.of("tasks"));
		return properties.getBasePath() + "/" + path;
	}

	// Bound here, for a management context of its own has no properties of ours
	private static TrustedHosts trustedHosts(Environment environment) {
		Binder binder = Binder.get(environment);
		Bindable<List<String>> names = Bindable.listOf(String.class);
		return TrustedHosts.of(binder.bind("taskmon.endpoint.trusted-hosts", names).orElse(List.of()),
				binder.bind("management.endpoints.web.cors.allowed-origins", names).orElse(List.of()));
	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
	static class ServletConfiguration {

		// Mapped to nothing else, so that no other request passes it, nor shows it in a
		// stack
		@Bean
		FilterRegistrationBean<TasksPageFilter> tasksPageFilter(WebEndpointProperties properties,
				ObjectProvider<PathMapper> pathMappers, Environment environment) {
			FilterRegistrationBean<TasksPageFilter> filter = new FilterRegistrationBean<>(
					new TasksPageFilter(trustedHosts(environment)));
			String path = endpointPath(properties, pathMappers);
			filter.addUrlPatterns(path, path + "/*");
			String servletPath = environment.getProperty(SERVLET_PATH, "/");
			if (servletPath.length() > 1) {
				filter.addUrlPatterns(servletPath + path, servletPath + path + "/*");
			}
			return filter;
		}

	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.REACTIVE)
	static class ReactiveConfiguration {

		@Bean
		TasksPageWebFilter tasksPageWebFilter(WebEndpointProperties properties, ObjectProvider<PathMapper> pathMappers,
				Environment environment) {
			return new TasksPageWebFilter(endpointPath(properties, pathMappers), trustedHosts(environment));
		}

	}

}
