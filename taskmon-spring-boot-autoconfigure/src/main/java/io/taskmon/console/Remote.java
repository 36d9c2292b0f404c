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

package io.taskmon.console;

import java.net.InetSocketAddress;
import java.net.SocketAddress;

import org.apache.sshd.common.session.SessionContext;

/**
 * Tells from where a client comes.
 */
final class Remote {

	private Remote() {
	}

	static String host(SessionContext session) {
		SocketAddress address = session.getRemoteAddress();
		return (address instanceof InetSocketAddress internet && internet.getAddress() != null)
				? internet.getAddress().getHostAddress() : String.valueOf(address);
	}

	static String address(SessionContext session) {
		SocketAddress address = session.getRemoteAddress();
		return (address instanceof InetSocketAddress internet) ? host(session) + ":" + internet.getPort()
				: String.valueOf(address);
	}

}
