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

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Executor;

import org.junit.jupiter.api.Test;

import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Executors of every kind run what they are given as they do without taskmon.
 */
class ExecutorTypesTests {

	private final Laboratory laboratory = new Laboratory(Application.class);

	@Test
	void codeRunsAsWithoutTaskmon() throws Exception {
		this.laboratory.assertSameWithAndWithout(ExecutorTypesTests::observeUse);
	}

	@Test
	void executorsAnswerAsWithoutTaskmon() throws Exception {
		this.laboratory.assertSameWithAndWithout(ExecutorTypesTests::observeAnswers);
	}

	@Test
	void taskmonSeesWhatRuns() throws Exception {
		this.laboratory.observe(Presence.PRESENT, (application, observation) -> {
			observeUse(application, observation);
			assertThat(Reader.seen(application)).isGreaterThan(500);
		});
	}

	static void observeUse(ApplicationContext application, Observation observation) throws Exception {
		for (Map.Entry<String, Executor> bean : new TreeMap<>(application.getBeansOfType(Executor.class)).entrySet()) {
			ExecutorUse.observe(bean.getKey(), bean.getValue(), observation);
		}
		observation.note("watchful pool", application.getBean(CustomisedPool.Watchful.class).watched());
		observation.note("watchful threads", application.getBean(CustomisedThreads.class).watched());
	}

	static void observeAnswers(ApplicationContext application, Observation observation) {
		application.getBeansOfType(Executor.class).forEach((name, executor) -> {
			observation.note(name + ": class", executor);
			observation.note(name + ": text", executor.toString());
			observation.note(name + ": equal", executor.equals(application.getBean(name)));
			ObjectState.note(name, executor, observation);
		});
	}

	@Configuration(proxyBeanMethods = false)
	@Import({ ExecutorBeans.class, VirtualThreadBeans.class })
	static class Application {

	}

}
