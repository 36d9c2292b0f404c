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

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;

import org.springframework.scheduling.annotation.Async;
import org.springframework.stereotype.Service;

/**
 * Reserves what is in a cart, courier included.
 */
@Service
class ReservationService {

	private final CourierService couriers;

	ReservationService(CourierService couriers) {
		this.couriers = couriers;
	}

	@Async
	public Future<Booking> reserve(Cart cart) throws InterruptedException, ExecutionException {
		Future<Booking> booking = this.couriers.book(cart);
		try {
			return CompletableFuture.completedFuture(booking.get());
		}
		catch (InterruptedException ex) {
			booking.cancel(true);
			throw ex;
		}
	}

}
