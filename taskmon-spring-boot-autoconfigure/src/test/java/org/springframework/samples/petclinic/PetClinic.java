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

package org.springframework.samples.petclinic;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Configuration;

/**
 * An application whose package begins as a framework's does.
 */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
public class PetClinic {

	private final CountDownLatch closed = new CountDownLatch(1);

	/**
	 * Submits a visit that lasts until the clinic is closed.
	 * @param executor runs it
	 */
	public void admit(Executor executor) {
		executor.execute(new Visit(this.closed));
	}

	/**
	 * Lets all visits end.
	 */
	public void close() {
		this.closed.countDown();
	}

	private record Visit(CountDownLatch closed) implements Runnable {

		@Override
		public void run() {
			try {
				this.closed.await(30, TimeUnit.SECONDS);
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
			}
		}

	}

}
