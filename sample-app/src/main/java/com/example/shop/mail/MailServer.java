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

import java.time.Clock;
import java.time.Duration;

import com.example.shop.downstream.Downstream;
import com.example.shop.downstream.Downstreams;

import org.springframework.stereotype.Component;

@Component
class MailServer {

	private static final String UNDELIVERABLE = ".invalid";

	private final Downstream connection;

	private final Clock clock = Clock.systemUTC();

	MailServer(Downstreams downstreams) {
		this.connection = downstreams.answeringAfter(Duration.ofMillis(500));
	}

	Confirmation deliver(Mail mail) {
		this.connection.call();
		if (mail.address().endsWith(UNDELIVERABLE)) {
			throw new MailBouncedException(mail.address());
		}
		return new Confirmation(mail, this.clock.instant());
	}

}
