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

package com.example.shop.checkout;

import java.time.Duration;

import com.example.shop.downstream.Downstream;
import com.example.shop.downstream.Downstreams;

import org.springframework.stereotype.Component;

@Component
class Courier {

	private final Downstream switchboard;

	Courier(Downstreams downstreams) {
		this.switchboard = downstreams.answeringAfter(Duration.ofMinutes(2));
	}

	void book() {
		this.switchboard.call();
	}

	void awaitCalls(int calls) throws InterruptedException {
		this.switchboard.awaitCallers(calls);
	}

}
