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

import java.util.ArrayList;
import java.util.List;

import org.junit.platform.engine.DiscoverySelector;
import org.junit.platform.engine.discovery.DiscoverySelectors;

/**
 * Suites that make executors, or run on them: their tests, and their packages, the
 * libraries under test included.
 */
enum Suite {

	COMMONS_LANG(List.of("org.apache.commons.lang3."), List.of("org.apache.commons.lang3.concurrent.",
			"org.apache.commons.lang3.time.FastDateFormatTest", "org.apache.commons.lang3.builder.ToStringStyleConcurrencyTest",
			"org.apache.commons.lang3.builder.ReflectionToStringBuilderConcurrencyTest"), "junit-jupiter"),

	FAILSAFE(List.of("dev.failsafe."), List.of("dev.failsafe."), "testng"),

	REACTIVE_STREAMS(List.of("org.reactivestreams.", "io.taskmon.verification.compatibility.suite."),
			List.of("io.taskmon.verification.compatibility.suite."), "testng"),

	CAMEL(List.of("org.apache.camel."),
			List.of("org.apache.camel.impl.DefaultExecutorServiceManagerTest",
					"org.apache.camel.builder.ThreadPoolBuilderTest", "org.apache.camel.processor.SplitParallelThreadPool",
					"org.apache.camel.processor.SplitterWithCustomThreadPoolExecutorTest",
					"org.apache.camel.processor.SplitterParallel", "org.apache.camel.processor.MulticastParallel",
					"org.apache.camel.processor.OnCompletionGlobalCustomPoolTest",
					"org.apache.camel.processor.AggregateParallelThreadPool",
					"org.apache.camel.processor.aggregator.AggregateProcessorTest",
					"org.apache.camel.support.DefaultTimeoutMapTest", "org.apache.camel.support.task."),
			"junit-jupiter");

	private final List<String> packages;

	private final List<String> tests;

	private final String engine;

	Suite(List<String> packages, List<String> tests, String engine) {
		this.packages = packages;
		this.tests = tests;
		this.engine = engine;
	}

	List<String> packages() {
		return this.packages;
	}

	String engine() {
		return this.engine;
	}

	/**
	 * Selects the classes of tests among those on the class path.
	 */
	List<DiscoverySelector> selectors() {
		List<DiscoverySelector> selectors = new ArrayList<>();
		for (String name : TestClasses.on(System.getProperty("java.class.path"))) {
			if (this.tests.stream().anyMatch(name::startsWith)) {
				selectors.add(DiscoverySelectors.selectClass(name));
			}
		}
		return selectors;
	}

}
