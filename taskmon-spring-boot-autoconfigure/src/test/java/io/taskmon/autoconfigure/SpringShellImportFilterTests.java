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

import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.LazyInitializationBeanFactoryPostProcessor;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.shell.core.ShellRunner;
import org.springframework.shell.core.command.CommandRegistry;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link SpringShellImportFilter}.
 */
class SpringShellImportFilterTests {

	private static final Path SPRING_SHELL = Path.of("target", "spring-shell", "spring-shell-core-autoconfigure.jar");

	@Test
	void applicationKeepsItsOwnShellWhenTheConsoleIsAdded(@TempDir Path directory) throws Exception {
		URL jar = SPRING_SHELL.toUri().toURL();
		try (URLClassLoader classLoader = new URLClassLoader(new URL[] { jar }, getClass().getClassLoader())) {
			Class<?> springShell = classLoader
				.loadClass("org.springframework.shell.core.autoconfigure.SpringShellAutoConfiguration");
			new ApplicationContextRunner().withClassLoader(classLoader)
				.withConfiguration(
						AutoConfigurations.of(TaskmonAutoConfiguration.class, ConsoleAutoConfiguration.class))
				.withUserConfiguration(springShell)
				.withBean(CommandRegistry.class)
				.withPropertyValues("taskmon.console.port=0", "taskmon.console.password=secret",
						"taskmon.console.host-key=" + directory.resolve("host-key"))
				// Spring Shell's own beans need more than its configuration
				.withInitializer((context) -> context
					.addBeanFactoryPostProcessor(new LazyInitializationBeanFactoryPostProcessor()))
				.run((context) -> {
					assertThat(context).hasNotFailed().hasBean("consoleServer");
					assertThat(context.getBeanNamesForType(ShellRunner.class)).isNotEmpty()
						.doesNotContain("jlineShellRunner");
				});
		}
	}

}
