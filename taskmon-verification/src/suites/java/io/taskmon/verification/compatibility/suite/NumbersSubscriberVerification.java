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

import org.reactivestreams.Subscriber;
import org.reactivestreams.example.unicast.AsyncSubscriber;
import org.reactivestreams.tck.SubscriberBlackboxVerification;
import org.reactivestreams.tck.TestEnvironment;
import org.testng.annotations.AfterClass;
import org.testng.annotations.BeforeClass;
import org.testng.annotations.Test;

/**
 * A subscriber that is told on an executor keeps the rules of Reactive Streams.
 */
@Test
public class NumbersSubscriberVerification extends SubscriberBlackboxVerification<Integer> {

	private ExecutorService executor;

	public NumbersSubscriberVerification() {
		super(new TestEnvironment());
	}

	@BeforeClass
	void open() {
		this.executor = Executors.newSingleThreadExecutor();
	}

	@AfterClass
	void close() {
		this.executor.shutdown();
	}

	@Override
	public Subscriber<Integer> createSubscriber() {
		return new AsyncSubscriber<>(this.executor) {

			@Override
			protected boolean whenNext(Integer element) {
				return true;
			}

		};
	}

	@Override
	public Integer createElement(int element) {
		return element;
	}

}
