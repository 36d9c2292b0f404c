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

package com.example.shop.supplier;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/**
 * The supplier's own library: calls back, on a thread of its own, once for each item.
 */
public final class SupplierClient {

	private final Executor executor;

	SupplierClient(Executor executor) {
		this.executor = executor;
	}

	/**
	 * Sends the supplier's catalogue.
	 * @param items how many items there are in it
	 * @param listener called for each item in turn
	 * @return completes after the last call
	 */
	public CompletableFuture<Void> sendCatalogue(int items, Consumer<SupplierItem> listener) {
		CompletableFuture<Void> sent = new CompletableFuture<>();
		this.executor.execute(() -> callBack(items, listener, sent));
		return sent;
	}

	private void callBack(int items, Consumer<SupplierItem> listener, CompletableFuture<Void> sent) {
		try {
			IntStream.rangeClosed(1, items).mapToObj(SupplierItem::new).forEach(listener);
			sent.complete(null);
		}
		catch (RuntimeException ex) {
			sent.completeExceptionally(ex);
			throw ex;
		}
	}

}
