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

package com.example.shop.warehouse;

import java.util.concurrent.CompletableFuture;

import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.scheduling.annotation.Async;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;
import org.springframework.stereotype.Service;

/**
 * Packs parcels, as fast as two robots can.
 */
@Service
public class WarehouseService {

	private static final int FULL_HALL = 20;

	private final Robots robots;

	private final ThreadPoolTaskExecutor executor;

	WarehouseService(Robots robots, @Qualifier("warehouse") ThreadPoolTaskExecutor executor) {
		this.robots = robots;
		this.executor = executor;
	}

	/**
	 * Packs a parcel when its turn has come.
	 * @param parcel the parcel
	 * @return the parcel, packed
	 * @throws org.springframework.core.task.TaskRejectedException if too many parcels are
	 * waiting
	 */
	@Async("warehouse")
	public CompletableFuture<Parcel> pack(Parcel parcel) {
		this.robots.pack();
		return CompletableFuture.completedFuture(parcel);
	}

	/**
	 * Tells whether customers had better order later.
	 * @return whether the hall is full of parcels that wait for a robot
	 */
	public boolean isBusy() {
		return this.executor.getQueueSize() >= FULL_HALL;
	}

}
