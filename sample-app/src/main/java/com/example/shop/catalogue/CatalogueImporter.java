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

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import com.example.shop.supplier.SupplierClient;
import com.example.shop.supplier.SupplierItem;

import org.springframework.core.task.TaskRejectedException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Turns each item that the supplier's library calls back with into a task of its own.
 */
@Component
class CatalogueImporter {

	private static final int DAILY_NEWS = 10;

	private final SupplierClient supplier;

	private final CatalogueService catalogue;

	CatalogueImporter(SupplierClient supplier, CatalogueService catalogue) {
		this.supplier = supplier;
		this.catalogue = catalogue;
	}

	@Scheduled(fixedRate = 2, timeUnit = TimeUnit.MINUTES)
	@SuppressWarnings("FutureReturnValueIgnored")
	void importNews() {
		importItems(DAILY_NEWS);
	}

	CompletableFuture<List<CompletableFuture<SupplierItem>>> importItems(int items) {
		List<CompletableFuture<SupplierItem>> updates = new ArrayList<>(items);
		return this.supplier.sendCatalogue(items, (item) -> accept(item, updates)).thenApply((nothing) -> updates);
	}

	private void accept(SupplierItem item, List<CompletableFuture<SupplierItem>> updates) {
		try {
			updates.add(this.catalogue.update(item));
		}
		catch (TaskRejectedException ex) {
			updates.add(CompletableFuture.failedFuture(ex));
		}
	}

}
