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

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.HexFormat;

import org.apache.sshd.common.session.SessionContext;
import org.jspecify.annotations.Nullable;

/**
 * Tells from where a client comes.
 */
final class Remote {

	private static final int NETWORK_BYTES = 8;

	private Remote() {
	}

	/**
	 * Returns from where somebody who tries many addresses of their own would come: the
	 * address, or of IPv6 the network that is given to one customer; {@code null} for
	 * this machine.
	 */
	static @Nullable String source(SessionContext session) {
		SocketAddress address = session.getRemoteAddress();
		return (address instanceof InetSocketAddress internet && internet.getAddress() != null)
				? source(internet.getAddress()) : String.valueOf(address);
	}

	static @Nullable String source(InetAddress address) {
		if (address.isLoopbackAddress()) {
			return null;
		}
		byte[] bytes = address.getAddress();
		if (bytes.length <= NETWORK_BYTES) {
			return address.getHostAddress();
		}
		return HexFormat.ofDelimiter(":").formatHex(bytes, 0, NETWORK_BYTES) + "::/" + NETWORK_BYTES * Byte.SIZE;
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
