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

package com.example.shop.checkout;

import com.example.shop.incidents.Incident;
import com.example.shop.incidents.IncidentDescription;

import org.springframework.stereotype.Component;

@Component
class CancelChainIncident implements Incident {

	private final AbandonedCheckout abandonedCheckout;

	CancelChainIncident(AbandonedCheckout abandonedCheckout) {
		this.abandonedCheckout = abandonedCheckout;
	}

	@Override
	public IncidentDescription description() {
		return IncidentDescription.of("cancel-chain",
				"The booking of a courier was cancelled. By whom? By the reservation that needed it, which was "
						+ "cancelled itself, because the customer left the checkout.",
				"CourierService.book is CANCELLED; its cancellation chain names CheckoutService.checkOut, then "
						+ "ReservationService.reserve, each with its stack.",
				"/actuator/tasks/terminated?filter=CourierService.book&outcome=CANCELLED",
				"/actuator/tasks/terminated/ID");
	}

	@Override
	public String start() throws Exception {
		this.abandonedCheckout.happen();
		return "A customer has left the checkout; the reservation and the booking of the courier are cancelled.";
	}

}
