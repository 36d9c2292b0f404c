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

package com.example.shop.receipts;

import java.time.Duration;

import com.example.shop.downstream.Downstream;
import com.example.shop.downstream.Downstreams;

import org.springframework.stereotype.Component;

/**
 * The shop's slow printer, which glossy paper can jam until somebody clears it.
 */
@Component
public class Printer {

	private static final Duration TIME_TO_PRINT = Duration.ofSeconds(8);

	private final Downstream plainTray;

	private final Downstream glossyTray;

	Printer(Downstreams downstreams) {
		this.plainTray = downstreams.answeringAfter(TIME_TO_PRINT);
		this.glossyTray = downstreams.answeringAfter(TIME_TO_PRINT);
	}

	void print(Receipt receipt) {
		tray(receipt.paper()).call();
	}

	/**
	 * Lets glossy paper jam from now on.
	 */
	public void jam() {
		this.glossyTray.hang();
	}

	/**
	 * Blocks until one glossy receipt is in the printer.
	 * @throws InterruptedException if the calling thread is interrupted
	 */
	public void awaitGlossyReceipt() throws InterruptedException {
		this.glossyTray.awaitCallers(1);
	}

	/**
	 * Clears the jam: what was stuck is printed at once.
	 * @throws InterruptedException if the calling thread is interrupted
	 */
	public void clear() throws InterruptedException {
		this.glossyTray.hurry();
		this.glossyTray.awaitCallers(0);
		this.glossyTray.recover();
	}

	private Downstream tray(Paper paper) {
		return (paper == Paper.GLOSSY) ? this.glossyTray : this.plainTray;
	}

}
