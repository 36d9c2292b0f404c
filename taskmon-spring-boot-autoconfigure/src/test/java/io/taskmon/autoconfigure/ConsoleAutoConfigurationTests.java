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

import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.taskmon.console.ConsoleAudit;
import io.taskmon.console.ConsoleEvent;
import io.taskmon.console.ConsoleStartException;
import io.taskmon.console.PasswordAuthority;
import io.taskmon.console.TaskJson;
import io.taskmon.console.ssh.ConsoleServer;
import io.taskmon.read.TaskQuery;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.actuate.audit.listener.AuditApplicationEvent;
import org.springframework.boot.actuate.autoconfigure.endpoint.EndpointAutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.context.annotation.ImportCandidates;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.EventListener;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.authority.AuthorityUtils;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ConsoleAutoConfiguration}.
 */
@ExtendWith(OutputCaptureExtension.class)
class ConsoleAutoConfigurationTests {

	@TempDir
	private Path directory;

	private ApplicationContextRunner runner() {
		return bare().withConfiguration(AutoConfigurations.of(EndpointAutoConfiguration.class));
	}

	private ApplicationContextRunner bare() {
		return withoutPassword().withPropertyValues("taskmon.console.password=secret");
	}

	private ApplicationContextRunner withoutPassword() {
		return new ApplicationContextRunner()
			.withConfiguration(AutoConfigurations.of(TaskmonAutoConfiguration.class, ConsoleAutoConfiguration.class))
			.withPropertyValues("taskmon.console.port=0", "taskmon.console.required=true",
					"taskmon.console.host-key=" + this.directory.resolve("host-key"));
	}

	@Test
	void isRegistered() {
		assertThat(ImportCandidates.load(AutoConfiguration.class, getClass().getClassLoader()))
			.contains(ConsoleAutoConfiguration.class.getName());
	}

	@Test
	void consoleIsConfiguredAndListens() {
		runner().run((context) -> assertThat(context.getBean(ConsoleServer.class).port()).isPositive());
	}

	@Test
	void consoleStopsWithTheApplication() {
		List<ConsoleServer> servers = new ArrayList<>();
		runner().run((context) -> servers.add(context.getBean(ConsoleServer.class)));
		assertThat(servers.get(0).isRunning()).isFalse();
		assertThat(servers.get(0).port()).isZero();
	}

	@Test
	void consoleStartsAgain() {
		runner().run((context) -> {
			ConsoleServer server = context.getBean(ConsoleServer.class);
			server.stop();
			server.start();
			assertThat(server.port()).isPositive();
		});
	}

	@ParameterizedTest
	@ValueSource(strings = { "taskmon.console.enabled=false", "taskmon.enabled=false" })
	void consoleIsNotConfiguredWhereItIsSwitchedOff(String property) {
		runner().withPropertyValues(property)
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(ConsoleServer.class));
	}

	@ParameterizedTest
	@ValueSource(strings = { "org.apache.sshd", "org.jline", "org.springframework.shell" })
	void consoleIsNotConfiguredWithoutItsJars(String missing) {
		runner().withClassLoader(new FilteredClassLoader(missing))
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean("consoleServer"));
	}

	@Test
	void consoleBacksOff() {
		runner().withUserConfiguration(OwnAuthorityConfiguration.class)
			.run((context) -> assertThat(context).hasSingleBean(ConsoleServer.class)
				.hasSingleBean(PasswordAuthority.class));
	}

	@Test
	void consoleIsConfiguredWithoutActuatorSecurityAndJackson() {
		bare()
			.withClassLoader(new FilteredClassLoader("org.springframework.boot.actuate", "org.springframework.security",
					"tools.jackson"))
			.run((context) -> assertThat(context).hasNotFailed()
				.hasSingleBean(ConsoleServer.class)
				.doesNotHaveBean(TaskJson.class));
	}

	@ParameterizedTest
	@ValueSource(strings = { "port=70000", "max-sessions=0", "idle-timeout=1ms", "username= ", "password=" })
	void valueOutOfRangeIsRefused(String property) {
		runner().withPropertyValues("taskmon.console." + property)
			.run((context) -> assertThat(context.getStartupFailure()).rootCause()
				.hasMessageContaining("taskmon.console." + property.substring(0, property.indexOf('='))));
	}

	@Test
	void takenPortIsExplained(CapturedOutput output) throws Exception {
		try (ServerSocket taken = new ServerSocket(0)) {
			String property = "taskmon.console.port=" + taken.getLocalPort();
			runner().withPropertyValues(property, "taskmon.console.address=0.0.0.0").run((context) -> {
				assertThat(context.getStartupFailure()).hasRootCauseInstanceOf(BindException.class);
				ConsoleStartException cause = cause(context.getStartupFailure());
				FailureAnalysis analysis = new ConsoleStartFailureAnalyzer().analyze(cause);
				assertThat(analysis.getDescription()).contains("0.0.0.0:" + taken.getLocalPort());
				assertThat(analysis.getAction()).contains("taskmon.console.port", "taskmon.console.address");
			});
			runner().withPropertyValues(property, "taskmon.console.address=0.0.0.0", "taskmon.console.required=false")
				.run((context) -> {
					assertThat(context).hasNotFailed();
					Awaitility.await()
						.untilAsserted(() -> assertThat(output).contains("The application runs without its console."));
				});
		}
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void consoleThatCannotListenLeavesNoThreads(boolean required, CapturedOutput output) throws Exception {
		Set<Thread> before = Thread.getAllStackTraces().keySet();
		try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			runner()
				.withPropertyValues("taskmon.console.port=" + taken.getLocalPort(),
						"taskmon.console.required=" + required)
				.run((context) -> Awaitility.await()
					.until(() -> required || output.getOut().contains("cannot listen")));
		}
		Awaitility.await().untilAsserted(() -> assertThat(threadsOfChannels()).isSubsetOf(before));
	}

	private static List<Thread> threadsOfChannels() {
		return Thread.getAllStackTraces()
			.entrySet()
			.stream()
			.filter((entry) -> Arrays.stream(entry.getValue())
				.anyMatch((frame) -> frame.getClassName().startsWith("sun.nio.ch.")))
			.map(Map.Entry::getKey)
			.toList();
	}

	@Test
	void consoleThatNobodyCouldLogInToIsExplained() throws Exception {
		Path missing = this.directory.resolve("missing");
		Path empty = Files.writeString(this.directory.resolve("empty"), "# no key\n");
		Path open = Files.writeString(this.directory.resolve("open"), "# no key\n");
		Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rw-rw-rw-"));
		assertThat(whyNobodyCouldLogIn(missing)).contains(missing + " cannot be read");
		assertThat(whyNobodyCouldLogIn(empty)).contains(empty + " holds no usable key");
		assertThat(whyNobodyCouldLogIn(open)).contains(open + " can be written by others");
		runner()
			.withPropertyValues("taskmon.console.authorized-keys=" + missing, "taskmon.console.password=open sesame")
			.run((context) -> assertThat(context).hasNotFailed());
	}

	private String whyNobodyCouldLogIn(Path keys) {
		List<String> descriptions = new ArrayList<>();
		withoutPassword().withPropertyValues("taskmon.console.authorized-keys=" + keys).run((context) -> {
			ConsoleStartException cause = cause(context.getStartupFailure());
			FailureAnalysis analysis = new ConsoleStartFailureAnalyzer().analyze(cause);
			assertThat(analysis.getAction()).contains("taskmon.console.authorized-keys");
			descriptions.add(analysis.getDescription());
		});
		return descriptions.get(0);
	}

	private static ConsoleStartException cause(Throwable failure) {
		Throwable cause = failure;
		while (!(cause instanceof ConsoleStartException)) {
			cause = cause.getCause();
		}
		return (ConsoleStartException) cause;
	}

	@Test
	void tasksMayBeCancelledWhereTheEndpointMayDoSo() {
		runner().run((context) -> assertThat(granted(context)).isFalse());
		runner().withPropertyValues("management.endpoint.tasks.access=UNRESTRICTED")
			.run((context) -> assertThat(granted(context)).isTrue());
		runner()
			.withPropertyValues("management.endpoint.tasks.access=UNRESTRICTED",
					"management.endpoints.access.max-permitted=READ_ONLY")
			.run((context) -> assertThat(granted(context)).isFalse());
	}

	private static boolean granted(ApplicationContext context) {
		return context.getBean(ConsoleAutoConfiguration.CancelAccess.class).isGranted();
	}

	@Test
	void eventsAreAudited() {
		runner().withUserConfiguration(ListenerConfiguration.class).run((context) -> {
			context.getBean(ConsoleAudit.class)
				.onEvent(new ConsoleEvent(ConsoleEvent.Type.CANCEL, "joe", "here", Map.of("task", "7")));
			assertThat(context.getBean(ListenerConfiguration.class).events).singleElement().satisfies((event) -> {
				assertThat(event.getAuditEvent().getType()).isEqualTo("TASKMON_CONSOLE_CANCEL");
				assertThat(event.getAuditEvent().getPrincipal()).isEqualTo("joe");
				assertThat(event.getAuditEvent().getData()).containsEntry("task", "7")
					.containsEntry("remoteAddress", "here");
			});
		});
	}

	@Test
	void usersOfSpringSecurityNeedTheRole() {
		runner().withUserConfiguration(SecurityConfiguration.class).run((context) -> {
			PasswordAuthority authority = context.getBean(PasswordAuthority.class);
			assertThat(authority.accepts("admin", "right")).isTrue();
			assertThat(authority.accepts("admin", "wrong")).isFalse();
			assertThat(authority.accepts("guest", "right")).isFalse();
		});
		runner().withUserConfiguration(SecurityConfiguration.class)
			.withPropertyValues("taskmon.console.role=GUEST")
			.run((context) -> assertThat(context.getBean(PasswordAuthority.class).accepts("guest", "right")).isTrue());
	}

	@Test
	void brokenAuthenticationManagerIsNotTakenForAWrongPassword(CapturedOutput output) {
		runner().withUserConfiguration(SecurityConfiguration.class).run((context) -> {
			PasswordAuthority authority = context.getBean(PasswordAuthority.class);
			assertThat(authority.accepts("admin", "wrong")).isFalse();
			assertThat(output).doesNotContain("AuthenticationManager failed");
			assertThat(authority.accepts("admin", "broken")).isFalse();
			assertThat(output).contains("AuthenticationManager failed").contains("directory is down");
		});
	}

	@Test
	void jsonIsThatOfTheEndpoint() {
		runner().run((context) -> {
			TaskJson json = context.getBean(TaskJson.class);
			assertThat(json.live(TaskQuery.ALL))
				.isEqualTo("{\"counts\":{\"queued\":0,\"running\":0,\"terminated\":0,\"dropped\":0,\"errors\":0},"
						+ "\"matched\":0,\"tasks\":[]}");
			assertThat(json.ended(TaskQuery.ALL)).contains("\"tasks\":[]");
			assertThat(json.executors()).isEqualTo("{\"executors\":[]}");
			assertThat(json.diagnosis()).isEqualTo("{\"findings\":[]}");
			assertThat(json.find(1)).isEmpty();
			assertThat(json.findEnded(1)).isEmpty();
		});
	}

	@Test
	void passwordIsNeverShown() {
		assertThat(new ConsoleProperties(true, false, null, 1, "joe", "secret".toCharArray(), null, null, "R",
				Duration.ofMinutes(1), 1)
			.toString()).doesNotContain("secret");
	}

	@Configuration(proxyBeanMethods = false)
	static class OwnAuthorityConfiguration {

		@Bean
		PasswordAuthority own() {
			return (username, password) -> false;
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class ListenerConfiguration {

		private final List<AuditApplicationEvent> events = new ArrayList<>();

		@EventListener
		void onEvent(AuditApplicationEvent event) {
			this.events.add(event);
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class SecurityConfiguration {

		@Bean
		AuthenticationManager authenticationManager() {
			return (authentication) -> {
				if ("broken".equals(authentication.getCredentials())) {
					throw new AuthenticationServiceException("directory is down");
				}
				if (!"right".equals(authentication.getCredentials())) {
					throw new BadCredentialsException("wrong");
				}
				String role = "admin".equals(authentication.getName()) ? "ROLE_ENDPOINT_ADMIN" : "ROLE_GUEST";
				return UsernamePasswordAuthenticationToken.authenticated(authentication.getPrincipal(), null,
						AuthorityUtils.createAuthorityList(role));
			};
		}

	}

}
