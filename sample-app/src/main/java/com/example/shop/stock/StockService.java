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

package com.example.shop.stock;

import java.util.concurrent.TimeUnit;

import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.core.task.AsyncTaskExecutor;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Service;

/**
 * Keeps the shelves in order, on the application's own executor.
 */
@Service
class StockService {

	private final Shelves shelves;

	private final AsyncTaskExecutor executor;

	StockService(Shelves shelves, @Qualifier("applicationTaskExecutor") AsyncTaskExecutor executor) {
		this.shelves = shelves;
		this.executor = executor;
	}

	@Scheduled(fixedRate = 30, timeUnit = TimeUnit.SECONDS)
	void inspect() {
		this.executor.execute(() -> this.shelves.tidyUp());
		count("A1");
	}

	@SuppressWarnings("FutureReturnValueIgnored")
	void count(String shelf) {
		this.executor.submit(new StockCount(this.shelves, shelf));
	}

}
