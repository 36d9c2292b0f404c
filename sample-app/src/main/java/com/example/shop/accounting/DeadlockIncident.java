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

package com.example.shop.accounting;

import java.math.BigDecimal;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

import com.example.shop.incidents.Incident;
import com.example.shop.incidents.IncidentDescription;

import org.springframework.stereotype.Component;

@Component
class DeadlockIncident implements Incident {

	private final BookkeepingService books;

	private List<Future<BigDecimal>> closings = List.of();

	DeadlockIncident(BookkeepingService books) {
		this.books = books;
	}

	@Override
	public IncidentDescription description() {
		return IncidentDescription.of("deadlock",
				"Nobody closes the books any more: each task that does so waits for another one, which is queued "
						+ "behind it in the same small pool.",
				"Both threads of the executor accounting run BookkeepingService.close and wait; the LedgerService.sum "
						+ "tasks that they wait for are QUEUED, with those two as their parents. The diagnosis calls it POOL_DEADLOCK.",
				"/actuator/tasks?executor=accounting", "/actuator/tasks/diagnosis");
	}

	@Override
	public String start() throws Exception {
		end();
		CyclicBarrier inStep = new CyclicBarrier(AccountingConfiguration.CLERKS + 1);
		this.closings = List.of(this.books.close("north", inStep), this.books.close("south", inStep));
		inStep.await(10, TimeUnit.SECONDS);
		inStep.await(10, TimeUnit.SECONDS);
		return "Two tasks hold both threads and wait for two tasks in the queue.";
	}

	@Override
	public String end() {
		this.closings.forEach((closing) -> closing.cancel(true));
		this.closings = List.of();
		return "The two tasks are cancelled, and the queue moves again.";
	}

}
