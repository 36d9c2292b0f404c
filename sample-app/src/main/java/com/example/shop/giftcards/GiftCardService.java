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

package com.example.shop.giftcards;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

import org.springframework.scheduling.annotation.Async;
import org.springframework.stereotype.Service;

/**
 * Transfers money from one gift card to another one.
 */
@Service
class GiftCardService {

	@Async("giftCards")
	public Future<Integer> transfer(int amount, GiftCard from, GiftCard to, CyclicBarrier inStep) throws Exception {
		from.lock();
		try {
			inStep.await(10, TimeUnit.SECONDS);
			to.lock();
			try {
				from.charge(-amount);
				to.charge(amount);
			}
			finally {
				to.unlock();
			}
		}
		finally {
			from.unlock();
		}
		return CompletableFuture.completedFuture(amount);
	}

}
