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

package com.example.shop.mail;

import java.util.concurrent.CompletableFuture;

import org.springframework.scheduling.annotation.Async;
import org.springframework.stereotype.Service;

/**
 * Sends mail on the few threads of the executor {@code mail}.
 */
@Service
public class MailService {

	private final MailServer server;

	MailService(MailServer server) {
		this.server = server;
	}

	/**
	 * Sends a mail; returns at once, and nobody learns whether it arrived.
	 * @param mail the mail
	 */
	@Async("mail")
	public void send(Mail mail) {
		this.server.deliver(mail);
	}

	/**
	 * Sends a mail.
	 * @param mail the mail
	 * @return the confirmation, or a {@link MailBouncedException}
	 */
	@Async("mail")
	public CompletableFuture<Confirmation> sendAndConfirm(Mail mail) {
		return CompletableFuture.completedFuture(this.server.deliver(mail));
	}

}
