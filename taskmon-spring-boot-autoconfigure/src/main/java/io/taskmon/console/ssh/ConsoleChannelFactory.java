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

import org.apache.sshd.common.channel.Channel;
import org.apache.sshd.common.channel.RequestHandler;
import org.apache.sshd.common.io.IoWriteFuture;
import org.apache.sshd.common.session.Session;
import org.apache.sshd.common.util.buffer.Buffer;
import org.apache.sshd.server.channel.ChannelSession;
import org.apache.sshd.server.channel.ChannelSessionFactory;

/**
 * Makes channels that keep nothing of a client's environment but what the console looks
 * at.
 */
final class ConsoleChannelFactory extends ChannelSessionFactory {

	private static final int MAX_VALUE = 100;

	@Override
	public Channel createChannel(Session session) {
		return new ConsoleChannelSession();
	}

	/**
	 * A channel.
	 */
	static final class ConsoleChannelSession extends ChannelSession {

		private final Backlog backlog = new Backlog();

		Backlog backlog() {
			return this.backlog;
		}

		@Override
		public IoWriteFuture writePacket(Buffer packet) throws IOException {
			int count = packet.available();
			this.backlog.add(count);
			try {
				return super.writePacket(packet).addListener((written) -> this.backlog.remove(count));
			}
			catch (IOException | RuntimeException ex) {
				this.backlog.remove(count);
				throw ex;
			}
		}

		@Override
		protected RequestHandler.Result handleEnvParsed(String name, String value) throws IOException {
			boolean kept = name.equals("NO_COLOR") && value.length() <= MAX_VALUE;
			return kept ? super.handleEnvParsed(name, value) : RequestHandler.Result.ReplyFailure;
		}

	}

}
