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

import java.util.concurrent.TimeUnit;

import com.example.shop.incidents.Incident;
import com.example.shop.incidents.IncidentDescription;

import org.springframework.stereotype.Component;

@Component
class DeadScheduleIncident implements Incident {

	private static final int MOST_WAITS = 1_000;

	private final Bank bank;

	private final ExchangeRates rates;

	DeadScheduleIncident(Bank bank, ExchangeRates rates) {
		this.bank = bank;
		this.rates = rates;
	}

	@Override
	public IncidentDescription description() {
		return IncidentDescription.of("dead-schedule",
				"The exchange rate is from yesterday. It was to be asked for every ten minutes, by "
						+ "scheduleAtFixedRate(); once the bank answered with a word instead of a number, and the scheduler "
						+ "never ran the code again, nor told anybody.",
				"The last run of RateRefresh is in the termination log as FAILED, with its exception. The diagnosis calls "
						+ "it DEAD_SCHEDULE: which run it was, what it threw, and that there will be no other.",
				"/actuator/tasks/diagnosis", "/actuator/tasks/terminated?filter=RateRefresh&outcome=FAILED");
	}

	@Override
	public String start() throws Exception {
		this.bank.close();
		this.rates.watch();
		for (int waits = 0; waits < MOST_WAITS && !this.rates.isGivenUp(); waits++) {
			TimeUnit.MILLISECONDS.sleep(10);
		}
		return "The bank is closed, and the exchange rate will not be asked for again.";
	}

	@Override
	public String end() {
		this.bank.open();
		if (!this.rates.isGivenUp()) {
			return "Nothing to do: the exchange rate has not been given up.";
		}
		this.rates.watch();
		return "The bank is open, and the exchange rate is asked for every ten minutes.";
	}

}
