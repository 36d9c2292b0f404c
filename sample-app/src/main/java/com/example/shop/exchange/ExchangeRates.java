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

package com.example.shop.exchange;

import java.math.BigDecimal;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Service;

/**
 * Asks for the rate every few minutes, as long as each run goes well: a scheduler of the
 * JDK's gives up code that throws.
 */
@Service
class ExchangeRates {

	private static final long MINUTES = 10;

	private final Bank bank;

	private final ScheduledExecutorService scheduler;

	private volatile BigDecimal rate = BigDecimal.ONE;

	private @Nullable ScheduledFuture<?> schedule;

	ExchangeRates(Bank bank, @Qualifier("exchange") ScheduledExecutorService scheduler) {
		this.bank = bank;
		this.scheduler = scheduler;
	}

	BigDecimal rate() {
		return this.rate;
	}

	/**
	 * Begins to ask, in the place of an earlier beginning.
	 */
	synchronized void watch() {
		if (this.schedule != null) {
			this.schedule.cancel(false);
		}
		this.schedule = this.scheduler.scheduleAtFixedRate(new RateRefresh(), 0, MINUTES, TimeUnit.MINUTES);
	}

	/**
	 * Returns whether the scheduler has given the code up. Does not ask why.
	 */
	synchronized boolean isGivenUp() {
		return this.schedule != null && this.schedule.isDone();
	}

	private final class RateRefresh implements Runnable {

		@Override
		public void run() {
			ExchangeRates.this.rate = ExchangeRates.this.bank.rate();
		}

	}

}
