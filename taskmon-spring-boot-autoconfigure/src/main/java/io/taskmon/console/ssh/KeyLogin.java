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

import org.apache.sshd.common.util.buffer.Buffer;
import org.apache.sshd.server.auth.pubkey.UserAuthPublicKey;
import org.apache.sshd.server.auth.pubkey.UserAuthPublicKeyFactory;
import org.apache.sshd.server.session.ServerSession;

/**
 * A login by key. One that knows an authorised key, but does not have it, is a failed
 * login that is told at once.
 */
final class KeyLogin extends UserAuthPublicKey {

	private final Refusals refusals;

	private KeyLogin(Refusals refusals) {
		this.refusals = refusals;
	}

	@Override
	public Boolean doAuth(Buffer buffer, boolean first) throws Exception {
		ServerSession session = getServerSession();
		session.removeAttribute(AuthorizedKeys.AUTHORIZED);
		try {
			return super.doAuth(buffer, first);
		}
		catch (Exception ex) {
			if (session.getAttribute(AuthorizedKeys.AUTHORIZED) != null) {
				this.refusals.refused(session, getUsername(), "publickey", "bad signature of an authorised key");
			}
			else {
				this.refusals.refusedUnlessLoggedIn(session, getUsername(), "publickey", "a key that cannot be used");
			}
			return false;
		}
	}

	/**
	 * Makes these logins.
	 */
	static final class Factory extends UserAuthPublicKeyFactory {

		private final Refusals refusals;

		Factory(Refusals refusals) {
			this.refusals = refusals;
		}

		@Override
		public UserAuthPublicKey createUserAuth(ServerSession session) {
			return new KeyLogin(this.refusals);
		}

	}

}
