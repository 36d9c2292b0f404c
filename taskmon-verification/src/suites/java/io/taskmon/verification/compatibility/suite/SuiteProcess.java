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

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;

import net.bytebuddy.agent.ByteBuddyAgent;
import org.junit.platform.engine.DiscoverySelector;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.launcher.EngineFilter;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;

/**
 * A process that runs a suite, and writes down how each of its tests ended.
 */
final class SuiteProcess implements TestExecutionListener {

	private final Map<String, String> outcomes = new ConcurrentSkipListMap<>();

	private SuiteProcess() {
	}

	/**
	 * Runs a suite, or some of its classes.
	 * @param arguments the suite, whether taskmon is there, the file for the outcomes,
	 * and the classes, all of them if there are none
	 */
	public static void main(String[] arguments) throws Exception {
		Suite suite = Suite.valueOf(arguments[0]);
		boolean present = Boolean.parseBoolean(arguments[1]);
		ByteBuddyAgent.install().addTransformer(new Tailor(suite.packages()));
		ConfigurableApplicationContext application = new SpringApplicationBuilder(Application.class)
			.web(WebApplicationType.NONE)
			.properties("spring.main.banner-mode=off", "logging.level.root=off", "taskmon.enabled=" + present)
			.run();
		Wardrobe.open(application);
		SuiteProcess process = new SuiteProcess();
		process.run(suite, List.of(arguments).subList(3, arguments.length));
		process.write(Path.of(arguments[2]));
		System.exit(0);
	}

	private void run(Suite suite, List<String> classes) {
		List<? extends DiscoverySelector> selectors = classes.isEmpty() ? suite.selectors()
				: classes.stream().map(DiscoverySelectors::selectClass).toList();
		LauncherDiscoveryRequest request = LauncherDiscoveryRequestBuilder.request()
			.selectors(selectors)
			.filters(EngineFilter.includeEngines(suite.engine()))
			.build();
		LauncherFactory.create().execute(request, this);
	}

	private void write(Path file) throws IOException {
		this.outcomes.put("executors", String.valueOf(Wardrobe.dressed() > 0));
		Files.write(file, this.outcomes.entrySet().stream().map((entry) -> entry.getKey() + "\t" + entry.getValue()).toList());
	}

	@Override
	public void executionFinished(TestIdentifier test, TestExecutionResult result) {
		if (test.isTest() || result.getStatus() != TestExecutionResult.Status.SUCCESSFUL) {
			String thrown = result.getThrowable().map((ex) -> " " + ex.getClass().getName()).orElse("");
			this.outcomes.put(test.getUniqueId(), result.getStatus() + thrown);
		}
	}

	@Override
	public void executionSkipped(TestIdentifier test, String reason) {
		this.outcomes.put(test.getUniqueId(), "SKIPPED");
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Application {

	}

}
