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

package com.example.shop.downstream;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Makes the {@link Downstream}s of the shop and, when the shop closes, lets go of all who
 * wait for them.
 */
@Component
public class Downstreams {

	private final List<Downstream> all = new CopyOnWriteArrayList<>();

	/**
	 * Makes a downstream that lives as long as the shop.
	 * @param usual the time its callers usually wait
	 * @return a new downstream
	 */
	public Downstream answeringAfter(Duration usual) {
		Downstream downstream = new Downstream(usual);
		this.all.add(downstream);
		return downstream;
	}

	@EventListener(ContextClosedEvent.class)
	void close() {
		this.all.forEach(Downstream::close);
	}

}
