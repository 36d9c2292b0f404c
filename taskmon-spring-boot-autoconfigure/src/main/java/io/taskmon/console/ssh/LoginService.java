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

import org.apache.sshd.common.Service;
import org.apache.sshd.common.SshConstants;
import org.apache.sshd.common.SshException;
import org.apache.sshd.common.auth.AbstractUserAuthServiceFactory;
import org.apache.sshd.common.session.Session;
import org.apache.sshd.common.util.buffer.Buffer;
import org.apache.sshd.server.auth.UserAuthNoneFactory;
import org.apache.sshd.server.session.ServerUserAuthService;

/**
 * Takes the logins of one connection, one after the other, until too many have failed.
 */
final class LoginService extends ServerUserAuthService {

	private final ClientConnection connection;

	private final JunkLog junk;

	private boolean asksWhatThereIs;

	private boolean undecided;

	private LoginService(ClientConnection connection, JunkLog junk) throws IOException {
		super(connection);
		this.connection = connection;
		this.junk = junk;
	}

	@Override
	public synchronized void process(int command, Buffer buffer) throws Exception {
		if (this.undecided) {
			throw new SshException(SshConstants.SSH2_DISCONNECT_PROTOCOL_ERROR,
					"Another login before the answer to the last");
		}
		this.asksWhatThereIs = command == SshConstants.SSH_MSG_USERAUTH_REQUEST
				&& UserAuthNoneFactory.NAME.equals(method(buffer));
		super.process(command, buffer);
		this.undecided = this.connection.getAttribute(Logins.UNDECIDED) != null;
	}

	private static String method(Buffer buffer) {
		int position = buffer.rpos();
		buffer.getString();
		buffer.getString();
		String method = buffer.getString();
		buffer.rpos(position);
		return method;
	}

	@Override
	protected synchronized void asyncAuth(int command, Buffer buffer, boolean accepted) {
		this.undecided = false;
		super.asyncAuth(command, buffer, accepted);
	}

	@Override
	protected void handleAuthenticationFailure(int command, Buffer buffer) throws Exception {
		if (!this.asksWhatThereIs && this.connection.loginFailed()) {
			this.connection.disconnect(SshConstants.SSH2_DISCONNECT_NO_MORE_AUTH_METHODS_AVAILABLE,
					"Too many logins failed");
			return;
		}
		super.handleAuthenticationFailure(command, buffer);
	}

	// What goes wrong with a login, as the library tells it
	@Override
	protected void warn(String message, Object o1, Object o2, Object o3, Object o4, Throwable cause) {
		this.junk.brokeOff(this.connection, cause);
	}

	/**
	 * Makes these services.
	 */
	static final class Factory extends AbstractUserAuthServiceFactory {

		private final JunkLog junk;

		Factory(JunkLog junk) {
			this.junk = junk;
		}

		@Override
		public Service create(Session session) throws IOException {
			return new LoginService((ClientConnection) session, this.junk);
		}

	}

}
