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
import org.apache.sshd.common.channel.RequestHandler;
import org.apache.sshd.common.io.IoWriteFuture;
import org.apache.sshd.common.session.Session;
import org.apache.sshd.common.util.buffer.Buffer;
import org.apache.sshd.server.session.AbstractServerSession;
import org.apache.sshd.server.session.ServerConnectionService;
import org.apache.sshd.server.session.ServerConnectionServiceFactory;

/**
 * Opens the channels of a connection. One too many is refused, and the others stay.
 */
final class ChannelService extends ServerConnectionService {

	static final int MAX_CHANNELS = 8;

	private ChannelService(AbstractServerSession session) throws IOException {
		super(session);
	}

	@Override
	protected void channelOpen(Buffer buffer) throws Exception {
		if (getChannels().size() < MAX_CHANNELS) {
			super.channelOpen(buffer);
			return;
		}
		buffer.getString();
		long channel = buffer.getUInt();
		sendChannelOpenFailure(buffer, channel, SshConstants.SSH_OPEN_RESOURCE_SHORTAGE, "Too many sessions", "");
	}

	// The library would log each, however many a client sends
	@Override
	protected IoWriteFuture handleUnknownRequest(Buffer buffer, String request, boolean wantReply) throws IOException {
		return sendGlobalResponse(buffer, request, RequestHandler.Result.Unsupported, wantReply);
	}

	/**
	 * Makes these services.
	 */
	static final class Factory extends ServerConnectionServiceFactory {

		@Override
		public Service create(Session session) throws IOException {
			return new ChannelService((AbstractServerSession) session);
		}

	}

}
