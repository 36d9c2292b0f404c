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

package io.taskmon.verification.compatibility.suite;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import org.reactivestreams.Publisher;
import org.reactivestreams.example.unicast.AsyncIterablePublisher;
import org.reactivestreams.example.unicast.NumberIterablePublisher;
import org.reactivestreams.tck.PublisherVerification;
import org.reactivestreams.tck.TestEnvironment;
import org.testng.annotations.AfterClass;
import org.testng.annotations.BeforeClass;
import org.testng.annotations.Test;

/**
 * A publisher that publishes on an executor keeps the rules of Reactive Streams.
 */
@Test
public class NumbersPublisherVerification extends PublisherVerification<Integer> {

	private ExecutorService executor;

	public NumbersPublisherVerification() {
		super(new TestEnvironment());
	}

	@BeforeClass
	void open() {
		this.executor = Executors.newFixedThreadPool(4);
	}

	@AfterClass
	void close() {
		this.executor.shutdown();
	}

	@Override
	public Publisher<Integer> createPublisher(long elements) {
		return new NumberIterablePublisher(0, (int) elements, this.executor);
	}

	@Override
	public Publisher<Integer> createFailedPublisher() {
		return new AsyncIterablePublisher<>(() -> {
			throw new IllegalStateException("No numbers");
		}, this.executor);
	}

	@Override
	public long maxElementsFromPublisher() {
		return Integer.MAX_VALUE;
	}

}
