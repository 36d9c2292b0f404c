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

package com.example.office;

import java.util.concurrent.CountDownLatch;

import io.taskmon.PreserveTerminationLog;

import org.springframework.scheduling.annotation.Scheduled;

/**
 * An application's component with scheduled methods.
 */
public class Clerk {

	private final CountDownLatch stamped = new CountDownLatch(3);

	private final CountDownLatch filed = new CountDownLatch(3);

	@Scheduled(fixedRate = 5)
	public void stamp() {
		this.stamped.countDown();
	}

	@PreserveTerminationLog
	@Scheduled(fixedDelay = 5)
	public void file() {
		this.filed.countDown();
		throw new IllegalStateException("no folder");
	}

	public CountDownLatch stamped() {
		return this.stamped;
	}

	public CountDownLatch filed() {
		return this.filed;
	}

}
