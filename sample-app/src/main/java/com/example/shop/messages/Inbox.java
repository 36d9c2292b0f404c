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

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;

import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Keeps messages until they are read; when it is full, new ones are lost. Safe for use by
 * many threads.
 */
@Component
class Inbox {

	private final BlockingQueue<Message> messages = new LinkedBlockingQueue<>(100);

	private volatile boolean open = true;

	void deliver(Message message) {
		this.messages.offer(message);
	}

	boolean isOpen() {
		return this.open;
	}

	@Nullable Message next() throws InterruptedException {
		return this.messages.poll(1, TimeUnit.SECONDS);
	}

	void empty() {
		this.messages.clear();
	}

	@EventListener(ContextClosedEvent.class)
	void close() {
		this.open = false;
	}

}
