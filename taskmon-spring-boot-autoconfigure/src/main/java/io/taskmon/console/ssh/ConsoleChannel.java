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
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.function.LongSupplier;
import java.util.stream.Stream;

import io.taskmon.console.shell.Client;
import io.taskmon.console.ssh.ConsoleChannelFactory.ConsoleChannelSession;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.apache.sshd.server.Environment;
import org.apache.sshd.server.ExitCallback;
import org.apache.sshd.server.Signal;
import org.apache.sshd.server.channel.ChannelSession;
import org.apache.sshd.server.command.Command;
import org.apache.sshd.server.session.ServerSession;
import org.jspecify.annotations.Nullable;

/**
 * A shell or a single command, on a thread of its own, if there is still a place for it.
 */
final class ConsoleChannel implements Command {

	private static final Log logger = LogFactory.getLog("io.taskmon.console");

	/**
	 * The status of what could not be begun, or broke off.
	 */
	private static final int FAILED = 1;

	private final Conversation conversation;

	private final Connections connections;

	private final ConsoleThreads threads;

	private @Nullable InputStream in;

	private @Nullable OutputStream out;

	private @Nullable OutputStream err;

	private @Nullable ExitCallback exit;

	private final LongSupplier nanoTime;

	private volatile @Nullable Thread thread;

	ConsoleChannel(Conversation conversation, Connections connections, ConsoleThreads threads, LongSupplier nanoTime) {
		this.conversation = conversation;
		this.connections = connections;
		this.threads = threads;
		this.nanoTime = nanoTime;
	}

	@Override
	public void setInputStream(InputStream in) {
		this.in = in;
	}

	@Override
	public void setOutputStream(OutputStream out) {
		this.out = out;
	}

	@Override
	public void setErrorStream(OutputStream err) {
		this.err = err;
	}

	@Override
	public void setExitCallback(ExitCallback exit) {
		this.exit = exit;
	}

	@Override
	public void start(ChannelSession channel, Environment environment) throws IOException {
		ServerSession session = channel.getSession();
		WatchedOutput out = watched(channel, this.out);
		WatchedOutput err = watched(channel, this.err);
		Client client = new Client(session.getUsername(), Remote.address(session), environment.getEnv(),
				(code) -> environment.addSignalListener((from, signal) -> code.run(), Signal.WINCH),
				Objects.requireNonNull(this.in), out, err);
		if (!this.connections.begin(session)) {
			err.write("Too many sessions\r\n".getBytes(StandardCharsets.UTF_8));
			err.flush();
			exit(FAILED);
			return;
		}
		try {
			this.thread = this.threads.start(() -> talk(client, session, out, err), client.user());
		}
		catch (Throwable ex) {
			this.connections.end(session);
			throw ex;
		}
	}

	private void talk(Client client, ServerSession session, WatchedOutput... outputs) {
		int status = FAILED;
		watch(session, outputs);
		try {
			status = this.conversation.talk(client);
		}
		catch (IOException ex) {
			logger.debug("A client of the console has gone", ex);
		}
		catch (Throwable ex) {
			logger.warn("A session of the console failed", ex);
		}
		finally {
			this.connections.end(session);
			unwatch(session, outputs);
			// Not to leave an interruption to what ends the channel
			Thread.interrupted();
			exit(status);
		}
	}

	private WatchedOutput watched(ChannelSession channel, @Nullable OutputStream out) {
		Backlog backlog = (channel instanceof ConsoleChannelSession own) ? own.backlog() : new Backlog();
		return new WatchedOutput(Objects.requireNonNull(out), backlog, this.nanoTime);
	}

	private static void watch(ServerSession session, WatchedOutput... outputs) {
		if (session instanceof ClientConnection connection) {
			Stream.of(outputs).forEach(connection::watch);
		}
	}

	private static void unwatch(ServerSession session, WatchedOutput... outputs) {
		if (session instanceof ClientConnection connection) {
			Stream.of(outputs).forEach(connection::unwatch);
		}
	}

	private void exit(int status) {
		ExitCallback exit = this.exit;
		if (exit != null) {
			exit.onExit(status);
		}
	}

	@Override
	public void destroy(ChannelSession channel) {
		Thread thread = this.thread;
		if (thread != null) {
			thread.interrupt();
		}
	}

	/**
	 * What goes on in a channel.
	 */
	@FunctionalInterface
	interface Conversation {

		/**
		 * Talks with a client until one of both has had enough.
		 * @return the status of the last command
		 * @throws IOException if the client cannot be reached
		 */
		int talk(Client client) throws IOException;

	}

}
