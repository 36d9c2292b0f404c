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

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import com.example.shop.incidents.Incident;
import com.example.shop.incidents.IncidentDescription;

import org.springframework.core.task.TaskRejectedException;
import org.springframework.stereotype.Component;

@Component
class QueueIncident implements Incident {

	private static final int PARCELS = 50;

	private final WarehouseService warehouse;

	private final Robots robots;

	private final List<CompletableFuture<Parcel>> waiting = new ArrayList<>();

	QueueIncident(WarehouseService warehouse, Robots robots) {
		this.warehouse = warehouse;
		this.robots = robots;
	}

	@Override
	public IncidentDescription description() {
		return IncidentDescription.of("queue",
				"Both packing robots have seized up, and the parcels pile up behind them: a slow downstream has "
						+ "exhausted a small pool.",
				"Both threads of the executor warehouse run WarehouseService.pack and stand in Robots.pack; the "
						+ "others are QUEUED, the oldest first, each with who wants the parcel. Let it happen five "
						+ "times and the full queue refuses some: REJECTED. After five "
						+ "seconds the diagnosis calls it POOL_BLOCKED.",
				"/actuator/tasks?executor=warehouse", "/actuator/tasks/executors", "/actuator/tasks/diagnosis");
	}

	@Override
	public String start() throws Exception {
		this.waiting.removeIf(CompletableFuture::isDone);
		this.robots.seizeUp();
		int refused = 0;
		for (int number = 1; number <= PARCELS; number++) {
			if (!isAccepted(new Parcel(0, number))) {
				refused++;
			}
		}
		this.robots.awaitParcels(WarehouseConfiguration.ROBOTS);
		return "Both robots have seized up; of %d more parcels the warehouse refused %d.".formatted(PARCELS, refused);
	}

	@Override
	public String end() throws Exception {
		this.robots.workAtTopSpeed();
		CompletableFuture.allOf(this.waiting.toArray(CompletableFuture[]::new))
			.handle((nothing, ex) -> ex)
			.get(10, TimeUnit.SECONDS);
		this.waiting.clear();
		this.robots.workAsUsual();
		return "The robots have packed every parcel.";
	}

	private boolean isAccepted(Parcel parcel) {
		try {
			return this.waiting.add(this.warehouse.pack(parcel));
		}
		catch (TaskRejectedException ex) {
			return false;
		}
	}

}
