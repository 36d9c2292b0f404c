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

package com.example.orders;

import java.util.List;
import java.util.concurrent.Executor;

/**
 * An application that submits tasks, for its frames are the application's.
 */
public final class OrderController {

	private OrderController() {
	}

	public static void place(Executor executor, Runnable code) {
		OrderService.ship(executor, code);
	}

	public static void placeFromLambda(Executor executor, Runnable code) {
		List.of(executor).forEach((each) -> each.execute(code));
	}

	public static void placeDeep(int depth, Executor executor, Runnable code) {
		if (depth == 0) {
			executor.execute(code);
		}
		else {
			placeDeep(depth - 1, executor, code);
		}
	}

}
