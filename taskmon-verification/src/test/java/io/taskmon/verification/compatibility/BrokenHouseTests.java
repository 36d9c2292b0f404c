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

package io.taskmon.verification.compatibility;

import java.util.List;

import org.junit.jupiter.api.Test;

import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Proves that the laboratory sees what a tool does to its host: with a tool that does all
 * of it.
 */
class BrokenHouseTests {

	@Test
	void whatBecomesOfCodeIsSeen() throws Exception {
		assertSeen(ExecutorTypesTests::observeUse, ExecutorTypesTests.Application.class, Executors.class,
				"pool: unchecked not caught", "log: WARN " + BrokenHouse.class.getName() + " Lost",
				"decoratedPool: success looked at", "threads: first thread", "single: first thread",
				"fixed: success submitted", "brokenExecutor: success executed");
	}

	@Test
	void whatExecutorsAnswerIsSeen() throws Exception {
		assertSeen(ExecutorTypesTests::observeAnswers, ExecutorTypesTests.Application.class, Executors.class,
				"fixed: class", "raw: get rejectedExecutionHandler", "limitedThreads: get concurrencyLimit",
				"pool: ThreadPoolTaskExecutor.taskDecorator", "watchful: text");
	}

	@Test
	void whatBeansThereAreIsSeen() throws Exception {
		assertSeen(BeansTests::observe, BeansTests.Application.class, Beans.class, "Executor beans",
				"TaskDecorator beans", "the TaskDecorator", "ExecutorService fixed");
	}

	@Test
	void whatIsMeteredIsSeen() throws Exception {
		assertSeen(MetersTests::observe, MetersTests.Application.class, Meters.class, "COUNTER broken[]",
				"COUNTER bound.executor.completed[tag(name=watchful)] COUNT",
				"COUNTER bound.executor.completed[tag(name=fixed)]");
	}

	@Test
	void whatMocksKnowIsSeen() throws Exception {
		assertSeen((context, observation) -> MocksTests.observe(context, false, observation),
				MocksTests.MockedApplication.class, Mocked.class, "mock Executor: before", "mock Executor: unused",
				"mock ThreadPoolTaskExecutor: before", "mock ExecutorService: mock", "mock ExecutorService: stubbed");
	}

	private static void assertSeen(Experiment experiment, Class<?> application, Class<?> broken, String... expected)
			throws Exception {
		Observation sound = new Laboratory(application).observe(Presence.ABSENT, experiment);
		Observation harmed = new Laboratory(broken).observe(Presence.ABSENT, experiment);
		List<String> differences = harmed.differencesTo(sound);
		for (String difference : expected) {
			assertThat(differences).anyMatch((seen) -> seen.startsWith(difference + "\n"));
		}
	}

	@Configuration(proxyBeanMethods = false)
	@Import({ ExecutorTypesTests.Application.class, BrokenHouse.class })
	static class Executors {

	}

	@Configuration(proxyBeanMethods = false)
	@Import({ BeansTests.Application.class, BrokenHouse.class })
	static class Beans {

	}

	@Configuration(proxyBeanMethods = false)
	@Import({ MetersTests.Application.class, BrokenHouse.class })
	static class Meters {

	}

	@Configuration(proxyBeanMethods = false)
	@Import({ MocksTests.MockedApplication.class, BrokenHouse.class })
	static class Mocked {

	}

}
