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

package com.example.shop.newsletter;

import java.time.Duration;

import com.example.shop.downstream.Downstream;
import com.example.shop.downstream.Downstreams;

import org.springframework.stereotype.Component;

@Component
class NewsletterServer {

	private final Downstream connection;

	NewsletterServer(Downstreams downstreams) {
		this.connection = downstreams.answeringAfter(Duration.ofSeconds(1));
	}

	void send() {
		this.connection.call();
	}

	void workAtTopSpeed() {
		this.connection.hurry();
	}

	void workAsUsual() {
		this.connection.recover();
	}

}
