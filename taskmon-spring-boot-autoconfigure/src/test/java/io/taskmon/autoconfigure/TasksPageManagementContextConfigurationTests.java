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

import io.taskmon.actuate.page.TasksPageWebFilter;
import org.junit.jupiter.api.Test;

import org.springframework.boot.actuate.autoconfigure.endpoint.web.WebEndpointProperties;
import org.springframework.boot.actuate.autoconfigure.web.ManagementContextConfiguration;
import org.springframework.boot.context.annotation.ImportCandidates;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.context.runner.ReactiveWebApplicationContextRunner;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link TasksPageManagementContextConfiguration}.
 */
class TasksPageManagementContextConfigurationTests {

	private static final String EXPOSED = "management.endpoints.web.exposure.include=tasks";

	private static final Class<?>[] CONFIGURATION = { PropertiesConfiguration.class,
			TasksPageManagementContextConfiguration.class };

	@Test
	void isRegistered() {
		assertThat(ImportCandidates.load(ManagementContextConfiguration.class, getClass().getClassLoader()))
			.contains(TasksPageManagementContextConfiguration.class.getName());
	}

	@Test
	void filterOfServletsIsMappedToTheEndpointAlone() {
		new WebApplicationContextRunner().withUserConfiguration(CONFIGURATION)
			.withPropertyValues(EXPOSED, "management.endpoints.web.base-path=/ops", "spring.mvc.servlet.path=/api")
			.run((context) -> assertThat(context.getBean(FilterRegistrationBean.class).getUrlPatterns())
				.containsExactlyInAnyOrder("/ops/tasks", "/ops/tasks/*", "/api/ops/tasks", "/api/ops/tasks/*"));
	}

	@Test
	void filterOfWebFluxIsConfigured() {
		new ReactiveWebApplicationContextRunner().withUserConfiguration(CONFIGURATION)
			.withPropertyValues(EXPOSED)
			.run((context) -> assertThat(context).hasSingleBean(TasksPageWebFilter.class)
				.doesNotHaveBean(FilterRegistrationBean.class));
	}

	@Test
	void nothingIsConfiguredUnlessExposed() {
		new WebApplicationContextRunner().withUserConfiguration(CONFIGURATION)
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(FilterRegistrationBean.class));
		new ReactiveWebApplicationContextRunner().withUserConfiguration(CONFIGURATION)
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(TasksPageWebFilter.class));
	}

	@Test
	void nothingIsConfiguredWithoutTheWeb() {
		new ApplicationContextRunner().withUserConfiguration(CONFIGURATION)
			.withPropertyValues(EXPOSED)
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(FilterRegistrationBean.class));
	}

	@Configuration(proxyBeanMethods = false)
	@EnableConfigurationProperties(WebEndpointProperties.class)
	static class PropertiesConfiguration {

	}

}
