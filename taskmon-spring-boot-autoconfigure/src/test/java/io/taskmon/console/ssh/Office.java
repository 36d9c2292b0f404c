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

package io.taskmon.console.ssh;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;

import com.example.office.Scribe;
import jakarta.validation.Validator;
import jakarta.validation.executable.ExecutableValidator;
import org.awaitility.Awaitility;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.annotation.EnableAsync;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;
import org.springframework.shell.core.command.AbstractCommand;
import org.springframework.shell.core.command.Command;
import org.springframework.shell.core.command.CommandContext;
import org.springframework.shell.core.command.CommandRegistry;
import org.springframework.shell.core.command.ExitStatus;
import org.springframework.shell.core.command.Script;
import org.springframework.shell.core.command.annotation.support.CommandFactoryBean;

import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.mock;

/**
 * An application with a console on a random port, one thread, and letters to write: the
 * first letter is being written, the others wait.
 */
public final class Office implements AutoCloseable {

	public static final String PASSWORD = "open sesame";

	private final ConfigurableApplicationContext context;

	private Office(ConfigurableApplicationContext context) {
		this.context = context;
		Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> server().port() > 0);
	}

	public static Office open(Path directory, String... properties) {
		return start(directory,
				Stream.concat(Stream.of("taskmon.console.password=" + PASSWORD), Stream.of(properties)));
	}

	public static Office openWithoutPassword(Path directory, String... properties) {
		return start(directory, Stream.of(properties));
	}

	public static Office openWith(Class<?> configuration, Path directory, String... properties) {
		return start(directory, Stream.of(properties), configuration);
	}

	private static Office start(Path directory, Stream<String> properties, Class<?>... configurations) {
		SpringApplication application = new SpringApplication(Application.class);
		application.addPrimarySources(List.of(configurations));
		application.setWebApplicationType(WebApplicationType.NONE);
		Stream<String> all = Stream.concat(Stream.of("taskmon.console.enabled=true", "taskmon.console.port=0",
				"spring.main.banner-mode=off", "taskmon.console.host-key=" + directory.resolve("host-key")),
				properties);
		return new Office(application.run(all.map((property) -> "--" + property).toArray(String[]::new)));
	}

	public ConsoleServer server() {
		return this.context.getBean(ConsoleServer.class);
	}

	public int port() {
		return server().port();
	}

	public <T> T bean(Class<T> type) {
		return this.context.getBean(type);
	}

	public <T> T bean(String name, Class<T> type) {
		return this.context.getBean(name, type);
	}

	public Signals signals() {
		return this.context.getBean(Signals.class);
	}

	public Scribe scribe() {
		return this.context.getBean(Scribe.class);
	}

	@Override
	public void close() {
		signals().done.countDown();
		this.context.close();
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@EnableAsync
	static class Application {

		@Bean
		ThreadPoolTaskExecutor desk() {
			ThreadPoolTaskExecutor executor = new ThreadPoolTaskExecutor();
			executor.setCorePoolSize(1);
			executor.setMaxPoolSize(1);
			return executor;
		}

		@Bean
		Signals signals() {
			return new Signals();
		}

		@Bean
		Scribe scribe(Signals signals) {
			return new Scribe(signals.done);
		}

		@Bean
		Command greet() {
			return Command.builder()
				.name("greet")
				.description("greets")
				.execute((context) -> "Hello " + context.parsedInput().arguments().get(0).value());
		}

		@Bean
		CommandRegistry registry() {
			CommandRegistry registry = new CommandRegistry();
			registry.registerCommand(
					Command.builder().name("registered").description("is no bean").execute((context) -> "Registered"));
			return registry;
		}

		@Bean
		Methods methods(Signals signals) {
			return new Methods(signals);
		}

		@Bean
		static CommandFactoryBean boom() throws NoSuchMethodException {
			return new CommandFactoryBean(Methods.class.getMethod("boom"));
		}

		@Bean
		static CommandFactoryBean linger() throws NoSuchMethodException {
			return new CommandFactoryBean(Methods.class.getMethod("linger"));
		}

		// Only the methods' commands ask for it, and have nothing to validate
		@Bean
		static Validator validator() {
			Validator validator = mock(Validator.class);
			given(validator.forExecutables()).willReturn(mock(ExecutableValidator.class));
			return validator;
		}

		@Bean
		Command stuck(Signals signals) {
			return new Stuck(signals);
		}

		@Bean
		Script script() {
			return new Script(null);
		}

	}

	public static final class Signals {

		public final CountDownLatch done = new CountDownLatch(1);

		public final CountDownLatch stuck = new CountDownLatch(1);

		public final CountDownLatch interrupted = new CountDownLatch(1);

	}

	/**
	 * Commands that are methods.
	 */
	static final class Methods {

		private final Signals signals;

		Methods(Signals signals) {
			this.signals = signals;
		}

		@org.springframework.shell.core.command.annotation.Command(name = "boom", group = "Methods",
				description = "fails")
		public void boom() {
			throw new IllegalStateException("out of ink");
		}

		@org.springframework.shell.core.command.annotation.Command(name = "linger", group = "Methods",
				description = "ends only when it is interrupted")
		public void linger() {
			this.signals.stuck.countDown();
			try {
				new CountDownLatch(1).await();
			}
			catch (InterruptedException ex) {
				this.signals.interrupted.countDown();
				throw new IllegalStateException("did not come to an end");
			}
		}

	}

	/**
	 * A command that ends only when it is interrupted.
	 */
	static final class Stuck extends AbstractCommand {

		private final Signals signals;

		Stuck(Signals signals) {
			super("stuck", "hangs");
			this.signals = signals;
		}

		@Override
		public ExitStatus doExecute(CommandContext context) throws InterruptedException {
			this.signals.stuck.countDown();
			try {
				new CountDownLatch(1).await();
			}
			catch (InterruptedException ex) {
				this.signals.interrupted.countDown();
				throw ex;
			}
			return ExitStatus.OK;
		}

	}

}
