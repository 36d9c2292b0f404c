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
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.StreamSupport;

import io.micrometer.core.instrument.Measurement;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Statistic;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.jvm.ExecutorServiceMetrics;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import net.bytebuddy.agent.ByteBuddyAgent;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/**
 * An application's meters are the same, those of its executors that Spring Boot binds and
 * those that it binds itself.
 */
class MetersTests {

	private static final int TASKS = 3;

	/** What an application with taskmon has more. */
	private static final String OWN_METERS = "taskmon.";

	/** Whether the JVM collects garbage meanwhile is a matter of chance. */
	private static final String GARBAGE = "jvm.gc.";

	/** As is how many of these an idle thread takes. */
	private static final Set<String> UNSTEADY = Set.of("forkJoin", "producedForkJoin", "workStealing", "cached");

	@Test
	void areTheSame() throws Exception {
		new Laboratory(Application.class).assertSameWithAndWithout(MetersTests::observe);
	}

	/**
	 * As with {@code --add-opens java.base/java.util.concurrent=ALL-UNNAMED}: Micrometer
	 * then reads what is behind classes that nobody can name.
	 */
	@Test
	void areTheSameWhereTheJdkIsOpen() throws Exception {
		ByteBuddyAgent.install()
			.redefineModule(Object.class.getModule(), Set.of(), Map.of(),
					Map.of("java.util.concurrent", Set.of(MeterRegistry.class.getModule())), Set.of(), Map.of());
		new Laboratory(Application.class).assertSameWithAndWithout(MetersTests::observe);
	}

	static void observe(ConfigurableApplicationContext application, Observation observation) throws Exception {
		MeterRegistry registry = application.getBean(MeterRegistry.class);
		Map<String, ExecutorService> services = new TreeMap<>(application.getBeansOfType(ExecutorService.class));
		Map<String, Executor> executors = new TreeMap<>(application.getBeansOfType(Executor.class));
		services.forEach((name, service) -> {
			new ExecutorServiceMetrics(service, name, "bound", Tags.empty()).bindTo(registry);
			Executor timed = ExecutorServiceMetrics.monitor(registry, service, name, "timed", Tags.of("tag", name));
			executors.put("timed " + name, timed);
		});
		for (Executor executor : executors.values()) {
			for (int i = 0; i < TASKS; i++) {
				Errand errand = new Errand(null);
				executor.execute(errand);
				errand.awaitRunner();
			}
			if (executor instanceof ExecutorService service) {
				service.submit((Callable<String>) new Errand(null)).get(Observation.SECONDS, TimeUnit.SECONDS);
			}
		}
		Awaitility.await().atMost(Observation.SECONDS, TimeUnit.SECONDS).until(() -> isIdle(registry));
		for (Meter meter : registry.getMeters()) {
			String name = meter.getId().getName();
			if (!name.startsWith(OWN_METERS) && !name.startsWith(GARBAGE)) {
				note(meter, observation);
			}
		}
	}

	private static boolean isIdle(MeterRegistry registry) {
		return registry.getMeters()
			.stream()
			.filter((meter) -> meter.getId().getName().endsWith("executor.active"))
			.flatMap((meter) -> StreamSupport.stream(meter.measure().spliterator(), false))
			.allMatch((measurement) -> measurement.getValue() == 0);
	}

	private static void note(Meter meter, Observation observation) {
		String id = meter.getId().getType() + " " + meter.getId().getName() + meter.getId().getTags();
		observation.note(id, meter.getId().getBaseUnit());
		boolean ofExecutors = meter.getId().getName().contains("executor");
		for (Measurement measurement : meter.measure()) {
			boolean ofTime = measurement.getStatistic() == Statistic.TOTAL_TIME
					|| measurement.getStatistic() == Statistic.MAX;
			boolean steady = !UNSTEADY.contains(String.valueOf(meter.getId().getTag("name")));
			if (ofExecutors && !ofTime && steady) {
				observation.note(id + " " + measurement.getStatistic(), measurement.getValue());
			}
		}
	}

	@Configuration(proxyBeanMethods = false)
	@Import({ ExecutorBeans.class, VirtualThreadBeans.class })
	static class Application {

		@Bean
		SimpleMeterRegistry registry() {
			return new SimpleMeterRegistry();
		}

	}

}
