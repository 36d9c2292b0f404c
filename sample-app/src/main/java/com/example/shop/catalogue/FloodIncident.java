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

package com.example.shop.catalogue;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import com.example.shop.incidents.Incident;
import com.example.shop.incidents.IncidentDescription;
import com.example.shop.supplier.SupplierItem;

import org.springframework.stereotype.Component;

@Component
class FloodIncident implements Incident {

	private static final int ITEMS = 5_000;

	private final CatalogueImporter importer;

	private final CatalogueDatabase database;

	private List<CompletableFuture<SupplierItem>> updates = List.of();

	FloodIncident(CatalogueImporter importer, CatalogueDatabase database) {
		this.importer = importer;
		this.database = database;
	}

	@Override
	public IncidentDescription description() {
		return IncidentDescription.of("flood",
				"The supplier's library has called back once for each of %,d items, and each call became a task."
					.formatted(ITEMS),
				"Thousands of CatalogueService.update tasks, all created in CatalogueImporter.accept; only the first "
						+ "have a creation stack of their own, the others (~) share their site's latest one. The diagnosis calls it FLOOD.",
				"/actuator/tasks?filter=CatalogueService.update&limit=20", "/actuator/tasks/diagnosis");
	}

	@Override
	public String start() throws Exception {
		end();
		this.updates = this.importer.importItems(ITEMS).get(10, TimeUnit.SECONDS);
		return "%,d tasks wait for two threads; they will be through in two minutes.".formatted(ITEMS);
	}

	@Override
	public String end() throws Exception {
		this.database.workAtTopSpeed();
		CompletableFuture.allOf(this.updates.toArray(CompletableFuture[]::new))
			.handle((nothing, ex) -> ex)
			.get(10, TimeUnit.SECONDS);
		this.updates = List.of();
		this.database.workAsUsual();
		return "The catalogue is up to date.";
	}

}
