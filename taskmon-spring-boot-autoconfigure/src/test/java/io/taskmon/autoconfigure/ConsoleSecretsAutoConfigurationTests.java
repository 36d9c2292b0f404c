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
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.actuate.autoconfigure.context.properties.ConfigurationPropertiesReportEndpointAutoConfiguration;
import org.springframework.boot.actuate.autoconfigure.endpoint.EndpointAutoConfiguration;
import org.springframework.boot.actuate.autoconfigure.env.EnvironmentEndpointAutoConfiguration;
import org.springframework.boot.actuate.context.properties.ConfigurationPropertiesReportEndpoint;
import org.springframework.boot.actuate.endpoint.SanitizingFunction;
import org.springframework.boot.actuate.env.EnvironmentEndpoint;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.core.env.MapPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ConsoleSecretsAutoConfiguration}.
 */
class ConsoleSecretsAutoConfigurationTests {

	private static final String SECRET = "open-sesame";

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(TaskmonAutoConfiguration.class, ConsoleAutoConfiguration.class,
				ConsoleSecretsAutoConfiguration.class, EndpointAutoConfiguration.class,
				EnvironmentEndpointAutoConfiguration.class,
				ConfigurationPropertiesReportEndpointAutoConfiguration.class))
		.withPropertyValues("management.endpoints.web.exposure.include=*", "management.endpoint.env.show-values=always",
				"management.endpoint.configprops.show-values=always", "management.endpoints.jmx.exposure.include=*",
				"spring.jmx.enabled=true", "taskmon.console.port=0", "taskmon.console.host-key=/nowhere/key");

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			value = { "taskmon.console.password | open-sesame", "TASKMON_CONSOLE_PASSWORD | open-sesame",
					"taskmon.console.passWord | open-sesame",
					"sun.java.command | app.jar --taskmon.console.password=open-sesame",
					"JDK_JAVA_OPTIONS | -Dtaskmon.console.password=open-sesame",
					"SPRING_APPLICATION_JSON | {\"taskmon\": {\"console\": {\"password\": \"open-sesame\"}}}" })
	void passwordIsHiddenWhereAllValuesAreShown(String name, String value) {
		this.runner
			.withInitializer((context) -> context.getEnvironment()
				.getPropertySources()
				.addFirst(new MapPropertySource("secrets", Map.of(name, value, "other.value", "is shown"))))
			.run((context) -> {
				EnvironmentEndpoint environment = context.getBean(EnvironmentEndpoint.class);
				assertThat(String.valueOf(environment.environment(null)
					.getPropertySources()
					.stream()
					.map((source) -> source.getProperties()
						.values()
						.stream()
						.map((property) -> String.valueOf(property.getValue()))
						.toList())
					.toList())).contains("is shown").doesNotContain(SECRET);
			});
	}

	@Test
	void passwordIsHiddenInTheReportOfProperties() {
		this.runner.withPropertyValues("taskmon.console.password=" + SECRET, "taskmon.console.username=joe")
			.run((context) -> {
				var contexts = context.getBean(ConfigurationPropertiesReportEndpoint.class)
					.configurationProperties()
					.getContexts();
				List<String> told = contexts.values()
					.stream()
					.flatMap((one) -> one.getBeans().values().stream())
					.map((bean) -> bean.getProperties() + " " + bean.getInputs())
					.toList();
				assertThat(told.toString()).contains("joe").doesNotContain(SECRET);
			});
	}

	@Test
	void propertiesForgetThePasswordWhenTheConsoleHasIt() {
		this.runner.withPropertyValues("taskmon.console.password=" + SECRET)
			.run((context) -> assertThat(context.getBean("consoleServer")).isNotNull()
				.satisfies((server) -> assertThat(context.getBean(ConsoleProperties.class).password())
					.containsOnly('\0')));
	}

	@Test
	void nothingIsHiddenWithoutActuator() {
		this.runner.withClassLoader(new FilteredClassLoader(SanitizingFunction.class))
			.run((context) -> assertThat(context).doesNotHaveBean("taskmonConsolePasswordSanitizer"));
	}

}
