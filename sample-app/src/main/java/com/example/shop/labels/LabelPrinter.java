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

package com.example.shop.labels;

import java.time.Duration;

import com.example.shop.downstream.Downstream;
import com.example.shop.downstream.Downstreams;

import org.springframework.stereotype.Component;

@Component
class LabelPrinter {

	private final Downstream cable;

	LabelPrinter(Downstreams downstreams) {
		this.cable = downstreams.answeringAfter(Duration.ofMillis(200));
	}

	// It mixes up labels that are sent to it at the same time
	synchronized void print() {
		this.cable.call();
	}

	void hang() {
		this.cable.hang();
	}

	void awaitLabel() throws InterruptedException {
		this.cable.awaitCallers(1);
	}

	void workAtTopSpeed() {
		this.cable.hurry();
	}

	void workAsUsual() {
		this.cable.recover();
	}

}
