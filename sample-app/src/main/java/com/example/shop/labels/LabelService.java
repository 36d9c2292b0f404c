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

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;

import org.springframework.scheduling.annotation.Async;
import org.springframework.stereotype.Service;

/**
 * Prints the labels of parcels, each for the desk that asks for it.
 */
@Service
class LabelService {

	private final LabelPrinter printer;

	LabelService(LabelPrinter printer) {
		this.printer = printer;
	}

	@Async("labels")
	public CompletableFuture<Integer> print(int desk, CountDownLatch begun) {
		begun.countDown();
		this.printer.print();
		return CompletableFuture.completedFuture(desk);
	}

}
