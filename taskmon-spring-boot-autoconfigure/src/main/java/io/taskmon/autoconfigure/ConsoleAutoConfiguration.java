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
import java.util.function.Supplier;
import java.util.stream.Stream;

import io.taskmon.actuate.TasksEndpoint;
import io.taskmon.console.ConsoleAudit;
import io.taskmon.console.ConsoleTools;
import io.taskmon.console.PasswordAuthority;
import io.taskmon.console.TaskJson;
import io.taskmon.console.ssh.ConsoleServer;
import io.taskmon.diagnosis.Diagnosis;
import io.taskmon.read.TaskReader;
import io.taskmon.task.TaskCanceller;
import org.apache.sshd.server.SshServer;
import org.jline.reader.LineReader;
import org.jline.terminal.Terminal;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.actuate.audit.listener.AuditApplicationEvent;
import org.springframework.boot.actuate.endpoint.Access;
import org.springframework.boot.actuate.endpoint.EndpointAccessResolver;
import org.springframework.boot.actuate.endpoint.EndpointId;
import org.springframework.boot.actuate.endpoint.jackson.EndpointJsonMapper;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggerConfiguration;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.shell.core.command.Command;
import org.springframework.shell.core.command.CommandRegistry;

/**
 * {@link EnableAutoConfiguration Auto-configuration} for the console.
 */
@AutoConfiguration(after = { TaskmonAutoConfiguration.class, TasksEndpointAutoConfiguration.class },
		afterName = "org.springframework.boot.actuate.autoconfigure.endpoint.EndpointAutoConfiguration")
@ConditionalOnClass({ SshServer.class, LineReader.class, Terminal.class, Command.class })
@ConditionalOnBooleanProperty(name = "taskmon.console.enabled", matchIfMissing = true)
@ConditionalOnBean({ TaskReader.class, TaskCanceller.class, Diagnosis.class })
@EnableConfigurationProperties(ConsoleProperties.class)
public final class ConsoleAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean
	ConsoleServer consoleServer(ConsoleProperties properties, TaskReader reader, Diagnosis diagnosis,
			TaskCanceller canceller, ObjectProvider<CancelAccess> access, ObjectProvider<TaskJson> json,
			ObjectProvider<ConsoleAudit> audit, ObjectProvider<PasswordAuthority> authorities,
			ObjectProvider<Command> commands, ObjectProvider<CommandRegistry> registries,
			ObjectProvider<LoggingSystem> loggingSystem, ApplicationContext context) {
		Supplier<List<Command>> applicationCommands = () -> Stream
			.concat(commands.stream(), registries.stream().flatMap((registry) -> registry.getCommands().stream()))
			.toList();
		loggingSystem.ifAvailable(ConsoleAutoConfiguration::quieten);
		ConsoleTools tools = new ConsoleTools(reader, diagnosis, canceller,
				() -> access.stream().anyMatch(CancelAccess::isGranted), json.getIfAvailable(),
				audit.getIfAvailable(() -> ConsoleAudit.NONE), applicationCommands);
		return new ConsoleServer(properties.settings(),
				ConsolePasswords.authorities(properties, authorities.orderedStream().toList()), tools,
				context.getClassLoader());
	}

	// What clients do wrong is logged by the console, in a few lines; the SSH library has
	// a
	// line for each, in the name of classes that are the console's
	private static void quieten(LoggingSystem loggingSystem) {
		try {
			for (String name : ConsoleServer.libraryLoggers()) {
				LoggerConfiguration configuration = loggingSystem.getLoggerConfiguration(name);
				if (configuration == null || configuration.getConfiguredLevel() == null) {
					loggingSystem.setLogLevel(name, LogLevel.OFF);
				}
			}
		}
		catch (UnsupportedOperationException ex) {
			// Not every logging system can, and the lines harm nothing but the log
		}
	}

	/**
	 * Whether the application lets tasks be cancelled.
	 */
	@FunctionalInterface
	interface CancelAccess {

		boolean isGranted();

	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(EndpointAccessResolver.class)
	static class ActuatorConfiguration {

		@Bean
		@ConditionalOnBean(EndpointAccessResolver.class)
		CancelAccess consoleCancelAccess(EndpointAccessResolver resolver) {
			return () -> resolver.accessFor(EndpointId.of("tasks"), Access.READ_ONLY) == Access.UNRESTRICTED;
		}

		@Bean
		@ConditionalOnMissingBean
		ConsoleAudit consoleAudit(ApplicationEventPublisher publisher) {
			return (event) -> publisher.publishEvent(new AuditApplicationEvent(AuditedConsoleEvent.of(event)));
		}

	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass({ TasksEndpoint.class, EndpointAccessResolver.class, JsonMapper.class })
	static class JsonConfiguration {

		@Bean
		@ConditionalOnMissingBean
		TaskJson consoleTaskJson(TaskReader reader, Diagnosis diagnosis, ObjectProvider<EndpointJsonMapper> mapper) {
			return new EndpointTaskJson(reader, diagnosis, mapper);
		}

	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(AuthenticationManager.class)
	static class SecurityConfiguration {

		@Bean
		@ConditionalOnBean(AuthenticationManager.class)
		PasswordAuthority consoleAuthenticationManagerAuthority(ObjectProvider<AuthenticationManager> manager,
				ConsoleProperties properties) {
			return new AuthenticationManagerAuthority(manager, properties.role());
		}

	}

}
