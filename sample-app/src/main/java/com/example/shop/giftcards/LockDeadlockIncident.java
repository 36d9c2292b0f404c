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

import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

import com.example.shop.incidents.Incident;
import com.example.shop.incidents.IncidentDescription;

import org.springframework.stereotype.Component;

@Component
class LockDeadlockIncident implements Incident {

	private final GiftCardService giftCards;

	private List<Future<Integer>> transfers = List.of();

	LockDeadlockIncident(GiftCardService giftCards) {
		this.giftCards = giftCards;
	}

	@Override
	public IncidentDescription description() {
		return IncidentDescription.of("lock-deadlock",
				"Two customers send each other money from gift card to gift card. Each transfer has locked the card "
						+ "that it takes from, and waits for the lock of the other one.",
				"The diagnosis calls it LOCK_DEADLOCK: two GiftCardService.transfer tasks, which lock each waits "
						+ "for, and which task holds it.",
				"/actuator/tasks/diagnosis", "/actuator/tasks?executor=giftCards", "/actuator/tasks/ID");
	}

	@Override
	public String start() throws Exception {
		end();
		GiftCard one = new GiftCard(50);
		GiftCard other = new GiftCard(50);
		CyclicBarrier inStep = new CyclicBarrier(3);
		this.transfers = List.of(this.giftCards.transfer(20, one, other, inStep),
				this.giftCards.transfer(10, other, one, inStep));
		inStep.await(10, TimeUnit.SECONDS);
		return "Two transfers wait for the gift card that the other one has locked.";
	}

	@Override
	public String end() {
		this.transfers.forEach((transfer) -> transfer.cancel(true));
		this.transfers = List.of();
		return "Both transfers are cancelled.";
	}

}
