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

import java.io.IOException;
import java.net.BindException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.stream.Stream;

import io.taskmon.console.ConsoleSettings;
import io.taskmon.console.ConsoleStartException;
import io.taskmon.console.ConsoleTools;
import io.taskmon.console.PasswordAuthority;
import io.taskmon.console.command.Commands;
import io.taskmon.console.shell.Conversations;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.apache.sshd.common.global.KeepAliveHandler;
import org.apache.sshd.common.io.IoSession;
import org.apache.sshd.common.keyprovider.KeyPairProvider;
import org.apache.sshd.core.CoreModuleProperties;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.server.auth.UserAuthFactory;
import org.apache.sshd.server.auth.password.UserAuthPasswordFactory;
import org.apache.sshd.server.forward.RejectAllForwardingFilter;
import org.apache.sshd.server.global.NoMoreSessionsHandler;
import org.apache.sshd.server.session.ServerSessionImpl;
import org.apache.sshd.server.session.SessionFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.context.SmartLifecycle;

/**
 * The console's server. Starts on a thread of its own, so that the application's start
 * does not wait for it, unless the console is {@link ConsoleSettings#required()
 * required}; an error on the way is logged. Stops last, for a shutdown that hangs is
 * worth a look. Thread-safe.
 */
public final class ConsoleServer implements SmartLifecycle {

	private static final Log logger = LogFactory.getLog("io.taskmon.console");

	private static final int WORKERS = 4;

	private static final long WINDOW = 128 * 1024;

	/**
	 * Of all kinds: a key takes two, the question what there is another one.
	 */
	private static final int MAX_LOGIN_REQUESTS = 20;

	private static final int LOGIN_THREADS = 4;

	private static final Duration LOGIN_THREAD_TIME = Duration.ofSeconds(10);

	private static final Duration TIME_TO_STOP = Duration.ofSeconds(3);

	private final ConsoleSettings settings;

	private final List<PasswordAuthority> authorities;

	private final ConsoleTools tools;

	private final ConsoleThreads threads;

	private final LongSupplier nanoTime;

	private final Object monitor = new Object();

	private @Nullable SshServer server;

	private boolean running;

	/**
	 * Creates a server.
	 * @param settings where it listens and what it allows
	 * @param authorities who decides on passwords; each is enough
	 * @param tools what its commands work with
	 * @param classLoader class loader of the application
	 */
	public ConsoleServer(ConsoleSettings settings, List<PasswordAuthority> authorities, ConsoleTools tools,
			@Nullable ClassLoader classLoader) {
		this(settings, authorities, tools, classLoader, System::nanoTime);
	}

	ConsoleServer(ConsoleSettings settings, List<PasswordAuthority> authorities, ConsoleTools tools,
			@Nullable ClassLoader classLoader, LongSupplier nanoTime) {
		this.settings = settings;
		this.authorities = List.copyOf(authorities);
		this.tools = tools;
		this.threads = new ConsoleThreads(classLoader);
		this.nanoTime = nanoTime;
	}

	/**
	 * Starts the server, or lets it start soon.
	 * @throws ConsoleStartException if it is required and cannot start
	 */
	@Override
	public void start() {
		synchronized (this.monitor) {
			if (this.running) {
				return;
			}
			this.running = true;
		}
		if (this.settings.required()) {
			open();
		}
		else {
			this.threads.start(this::tryToOpen, "start");
		}
	}

	private void tryToOpen() {
		try {
			open();
		}
		catch (ConsoleStartException ex) {
			logger.error(ex.getMessage() + " " + ex.action() + " The application runs without its console.");
		}
		catch (Throwable ex) {
			logger.error("The console could not start. The application runs without it.", ex);
		}
	}

	private void open() {
		SshServer server = build();
		synchronized (this.monitor) {
			if (!this.running) {
				return;
			}
			listen(server);
			this.server = server;
		}
		logger.info("Console: ssh -p " + server.getPort() + " " + this.settings.username() + "@"
				+ this.settings.address().getHostAddress());
	}

	private void listen(SshServer server) {
		try {
			server.start();
		}
		catch (IOException ex) {
			abandon(server);
			throw cannotListen(ex);
		}
		catch (RuntimeException | Error ex) {
			abandon(server);
			throw ex;
		}
	}

	// To stop it would do nothing, for it has not started; but it has threads by now
	private static void abandon(SshServer server) {
		try {
			server.close(true).await(TIME_TO_STOP);
		}
		catch (IOException ex) {
			logger.debug("The console that could not start did not close in order", ex);
		}
	}

	private ConsoleStartException cannotListen(IOException cause) {
		String place = this.settings.address().getHostAddress() + ":" + this.settings.port();
		String action = (cause instanceof BindException)
				? "End what listens there, or choose another port with taskmon.console.port (0 for any), "
						+ "or an address of this machine with taskmon.console.address, "
						+ "or switch the console off with taskmon.console.enabled=false."
				: "Check taskmon.console.address and taskmon.console.port.";
		return new ConsoleStartException("The console cannot listen on " + place + ": " + cause.getMessage() + ".",
				action, cause);
	}

	private SshServer build() {
		SshServer server = Algorithms.server();
		server.setHost(this.settings.address().getHostAddress());
		server.setPort(this.settings.port());
		server.setKeyPairProvider(KeyPairProvider.wrap(new HostKey(this.settings.hostKey()).load()));
		Refusals refusals = new Refusals(this.tools.audit(), this.nanoTime);
		setUpConnections(server);
		setUpLogins(server, refusals);
		setUpChannels(server, refusals);
		setUpLimits(server);
		return server;
	}

	private void setUpConnections(SshServer server) {
		JunkLog junk = new JunkLog(this.nanoTime);
		server.setSessionFactory(new SessionFactory(server) {
			@Override
			protected ServerSessionImpl doCreateSession(IoSession ioSession) throws Exception {
				return new ClientConnection(getServer(), ioSession, ConsoleServer.this.nanoTime, junk);
			}
		});
		server.setServiceFactories(List.of(new LoginService.Factory(junk), new ChannelService.Factory()));
	}

	private void setUpLogins(SshServer server, Refusals refusals) {
		List<UserAuthFactory> factories = new ArrayList<>();
		if (this.settings.authorizedKeys() != null) {
			AuthorizedKeys keys = new AuthorizedKeys(this.settings.username(), this.settings.authorizedKeys(),
					refusals);
			requireThatSomebodyCanLogIn(keys.problem());
			server.setPublickeyAuthenticator(keys);
			factories.add(new KeyLogin.Factory(refusals));
		}
		if (!this.authorities.isEmpty()) {
			server
				.setPasswordAuthenticator(new Logins(this.authorities, refusals, this.nanoTime, loginThreads(server)));
			factories.add(UserAuthPasswordFactory.INSTANCE);
		}
		server.setUserAuthFactories(factories);
	}

	private ScheduledExecutorService loginThreads(SshServer server) {
		ScheduledThreadPoolExecutor executor = new ScheduledThreadPoolExecutor(LOGIN_THREADS,
				(code) -> this.threads.prepare(code, "logins"));
		executor.setKeepAliveTime(LOGIN_THREAD_TIME.toMillis(), TimeUnit.MILLISECONDS);
		executor.allowCoreThreadTimeOut(true);
		executor.setRejectedExecutionHandler(new ThreadPoolExecutor.DiscardPolicy());
		server.addCloseFutureListener((closed) -> executor.shutdownNow());
		return executor;
	}

	private void requireThatSomebodyCanLogIn(@Nullable String problemOfKeys) {
		if (problemOfKeys != null && this.authorities.isEmpty()) {
			throw new ConsoleStartException("Nobody could log in to the console: " + problemOfKeys + ".",
					"Mend the file, name another one with taskmon.console.authorized-keys, "
							+ "or set taskmon.console.password.",
					null);
		}
	}

	private void setUpChannels(SshServer server, Refusals refusals) {
		Conversations conversations = new Conversations(new Commands(this.tools));
		Connections connections = new Connections(this.tools.audit(), refusals, this.settings.maxSessions());
		server.addSessionListener(connections);
		server.setShellFactory(
				(channel) -> new ConsoleChannel(conversations::shell, connections, this.threads, this.nanoTime));
		server.setCommandFactory((channel, line) -> new ConsoleChannel((client) -> conversations.single(client, line),
				connections, this.threads, this.nanoTime));
		server.setChannelFactories(List.of(new ConsoleChannelFactory()));
		server.setGlobalRequestHandlers(List.of(new KeepAliveHandler(), new NoMoreSessionsHandler()));
		server.setSubsystemFactories(List.of());
		server.setForwardingFilter(RejectAllForwardingFilter.INSTANCE);
	}

	private void setUpLimits(SshServer server) {
		CoreModuleProperties.SERVER_IDENTIFICATION.set(server, "taskmon");
		CoreModuleProperties.NIO_WORKERS.set(server, WORKERS);
		CoreModuleProperties.AUTH_TIMEOUT.set(server, ClientConnection.LOGIN_TIME);
		CoreModuleProperties.MAX_AUTH_REQUESTS.set(server, MAX_LOGIN_REQUESTS);
		CoreModuleProperties.DISCONNECT_TIMEOUT.set(server, TIME_TO_STOP);
		CoreModuleProperties.NIO2_MIN_WRITE_TIMEOUT.set(server, ClientConnection.READING_TIME);
		CoreModuleProperties.IDLE_TIMEOUT.set(server, this.settings.idleTimeout());
		CoreModuleProperties.MAX_CONCURRENT_CHANNELS.set(server, ChannelService.MAX_CHANNELS);
		CoreModuleProperties.WINDOW_SIZE.set(server, WINDOW);
		CoreModuleProperties.STOP_WAIT_TIME.set(server, TIME_TO_STOP);
	}

	/**
	 * Returns the names of the loggers to which the SSH library writes what clients of
	 * the console do wrong: those of its classes that the console extends.
	 * @return the names
	 */
	public static List<String> libraryLoggers() {
		return Stream
			.of(ClientConnection.class, LoginService.class, KeyLogin.class, ChannelService.class,
					ConsoleChannelFactory.ConsoleChannelSession.class, Algorithms.Agreement.class)
			.map(Class::getName)
			.toList();
	}

	/**
	 * Returns the port on which the server listens.
	 * @return the port, 0 if it does not listen yet, or no longer
	 */
	public int port() {
		synchronized (this.monitor) {
			return (this.server != null) ? this.server.getPort() : 0;
		}
	}

	@Override
	public void stop() {
		SshServer server;
		synchronized (this.monitor) {
			this.running = false;
			server = this.server;
			this.server = null;
		}
		if (server != null) {
			close(server);
		}
	}

	private static void close(SshServer server) {
		try {
			server.getActiveSessions().forEach((session) -> session.close(true));
			server.stop(true);
		}
		catch (IOException ex) {
			logger.debug("The console did not stop in order", ex);
		}
	}

	@Override
	public boolean isRunning() {
		synchronized (this.monitor) {
			return this.running;
		}
	}

	@Override
	public int getPhase() {
		return Integer.MIN_VALUE;
	}

}
