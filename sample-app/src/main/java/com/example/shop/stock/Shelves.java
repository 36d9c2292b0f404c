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

package com.example.shop.stock;

import java.time.Duration;
import java.util.Map;

import com.example.shop.downstream.Downstream;
import com.example.shop.downstream.Downstreams;

import org.springframework.stereotype.Component;

@Component
class Shelves {

	private final Map<String, Integer> boxes = Map.of("A1", 120, "A2", 80, "B1", 45);

	private final Downstream scanner;

	Shelves(Downstreams downstreams) {
		this.scanner = downstreams.answeringAfter(Duration.ofSeconds(2));
	}

	int count(String shelf) {
		this.scanner.call();
		Integer count = this.boxes.get(shelf);
		if (count == null) {
			throw new IllegalStateException("There is no shelf " + shelf);
		}
		return count;
	}

	void tidyUp() {
		this.scanner.call();
	}

}
