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

package com.example.shop.reports;

import java.time.Duration;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Service;

/**
 * Publishes a report twice a minute.
 */
@Service
class SalesReport {

	private static final Logger logger = LoggerFactory.getLogger(SalesReport.class);

	private static final Duration EFFORT = Duration.ofMillis(100);

	private final SalesForecast forecast;

	SalesReport(SalesForecast forecast) {
		this.forecast = forecast;
	}

	@Scheduled(cron = "0/30 * * * * *")
	@SuppressWarnings("FutureReturnValueIgnored")
	void publish() {
		this.forecast.calculate(new Workload(EFFORT)).thenAccept((sales) -> logger.debug("Forecast: {}", sales));
	}

}
