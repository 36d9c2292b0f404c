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
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;

import org.apache.sshd.common.SshConstants;
import org.apache.sshd.common.SshException;
import org.apache.sshd.common.io.IoSession;
import org.apache.sshd.common.session.helpers.TimeoutIndicator;
import org.apache.sshd.common.util.buffer.Buffer;
import org.apache.sshd.server.ServerFactoryManager;
import org.apache.sshd.server.session.ServerSessionImpl;

/**
 * A connection with limits of its own, which nothing that a client sends starts again:
 * from its first moment on there is one deadline to log in by, one count of failures and
 * one of messages. Ends when a client does not read what it is sent.
 */
final class ClientConnection extends ServerSessionImpl {

	static final Duration LOGIN_TIME = Duration.ofSeconds(30);

	static final int MAX_FAILED_LOGINS = 6;

	/**
	 * More than any client needs to log in.
	 */
	static final int MAX_MESSAGES_BEFORE_LOGIN = 200;

	/**
	 * How long a client may take to read what it is sent.
	 */
	static final Duration READING_TIME = Duration.ofSeconds(20);

	private final LongSupplier nanoTime;

	private final long begun;

	private final JunkLog junk;

	private final AtomicInteger failedLogins = new AtomicInteger();

	private final Set<WatchedOutput> outputs = ConcurrentHashMap.newKeySet();

	private int messages;

	private int keyExchanges;

	private int services;

	ClientConnection(ServerFactoryManager server, IoSession ioSession, LongSupplier nanoTime, JunkLog junk)
			throws Exception {
		super(server, ioSession);
		this.nanoTime = nanoTime;
		this.begun = nanoTime.getAsLong();
		this.junk = junk;
	}

	/**
	 * Counts a login that failed.
	 * @return whether it was the last that is allowed
	 */
	boolean loginFailed() {
		return this.failedLogins.incrementAndGet() >= MAX_FAILED_LOGINS;
	}

	/**
	 * Ends the connection if the output is not read in time, until it is
	 * {@link #unwatch(WatchedOutput) watched} no longer.
	 */
	void watch(WatchedOutput output) {
		this.outputs.add(output);
	}

	void unwatch(WatchedOutput output) {
		this.outputs.remove(output);
	}

	// Called by the library every second
	@Override
	protected TimeoutIndicator checkForTimeouts() throws IOException {
		if (!isAuthenticated() && this.nanoTime.getAsLong() - this.begun > LOGIN_TIME.toNanos()) {
			close(true);
			return TimeoutIndicator.NONE;
		}
		if (this.outputs.stream().anyMatch((output) -> output.isStuckFor(READING_TIME))) {
			close(true);
			return TimeoutIndicator.NONE;
		}
		return super.checkForTimeouts();
	}

	// Called by the library for each message that asks for the service of logins
	@Override
	public Instant resetAuthTimeout() {
		return getAuthTimeoutStart();
	}

	@Override
	protected void doHandleMessage(Buffer buffer) throws Exception {
		if (!isAuthenticated() && ++this.messages > MAX_MESSAGES_BEFORE_LOGIN) {
			throw refused("Too many messages before login");
		}
		super.doHandleMessage(buffer);
	}

	@Override
	protected void handleKexInit(Buffer buffer) throws Exception {
		if (!isAuthenticated() && ++this.keyExchanges > 1) {
			throw refused("Second key exchange before login");
		}
		super.handleKexInit(buffer);
	}

	@Override
	protected boolean handleServiceRequest(String serviceName, Buffer buffer) throws Exception {
		if (!isAuthenticated() && ++this.services > 1) {
			throw refused("Second request for a service before login");
		}
		return super.handleServiceRequest(serviceName, buffer);
	}

	private static SshException refused(String reason) {
		return new SshException(SshConstants.SSH2_DISCONNECT_PROTOCOL_ERROR, reason);
	}

	// What goes wrong with a connection, as the library tells it
	@Override
	protected void warn(String message, Object o1, Object o2, Object o3, Object o4, Throwable cause) {
		if (isAuthenticated()) {
			this.junk.brokeOff(this, cause);
		}
		else {
			this.junk.sentAway(this, cause);
		}
	}

}
