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

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Starts the poller. One of the first messages is a bad one, so soon after the start
 * there is a dead poller to find. Safe for use by many threads.
 */
@Component
class MessagePolling {

	private final MessagePoller poller;

	private final Inbox inbox;

	private CompletableFuture<Void> polling = CompletableFuture.completedFuture(null);

	MessagePolling(MessagePoller poller, Inbox inbox) {
		this.poller = poller;
		this.inbox = inbox;
	}

	@EventListener(ApplicationReadyEvent.class)
	synchronized void begin() throws InterruptedException {
		ensureRunning();
		deliverSomeAndABadOne();
	}

	synchronized void ensureRunning() throws InterruptedException {
		if (this.polling.isDone()) {
			this.inbox.empty();
			this.polling = this.poller.poll();
		}
	}

	synchronized void breakDown() throws Exception {
		deliverSomeAndABadOne();
		this.polling.handle((nothing, ex) -> ex).get(10, TimeUnit.SECONDS);
	}

	private void deliverSomeAndABadOne() {
		this.inbox.deliver(new Message("umbrella", "20"));
		this.inbox.deliver(new Message("teapot", "12"));
		this.inbox.deliver(new Message("kettle", "ten"));
	}

}
