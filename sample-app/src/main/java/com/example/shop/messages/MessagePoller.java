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

package com.example.shop.messages;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

import io.taskmon.PreserveTerminationLog;

import org.springframework.scheduling.annotation.Async;
import org.springframework.stereotype.Service;

/**
 * Reads the inbox, for ever.
 */
@Service
class MessagePoller {

	private final Inbox inbox;

	private final Map<String, Integer> underWay = new ConcurrentHashMap<>();

	MessagePoller(Inbox inbox) {
		this.inbox = inbox;
	}

	@Async
	@PreserveTerminationLog(untilShutdown = true)
	public CompletableFuture<Void> poll() throws InterruptedException {
		while (this.inbox.isOpen()) {
			Message message = this.inbox.next();
			if (message != null) {
				handle(message);
			}
		}
		return CompletableFuture.completedFuture(null);
	}

	private void handle(Message message) {
		this.underWay.put(message.article(), Integer.parseInt(message.quantity()));
	}

}
