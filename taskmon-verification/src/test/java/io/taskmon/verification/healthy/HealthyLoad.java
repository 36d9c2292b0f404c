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

package io.taskmon.verification.healthy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;

import io.taskmon.diagnosis.Diagnosis;
import io.taskmon.diagnosis.Finding;
import io.taskmon.verification.healthy.HealthyApplication.Findings;
import io.taskmon.verification.healthy.HealthyApplication.Office;

import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;

/**
 * Keeps a healthy application busy: bursts of tasks that wait for a while, parents that
 * wait for their children in another pool, failures that somebody handles, cancelled
 * tasks that stop, a loop that runs until the end. The diagnosis, which looks each
 * second, must find nothing in all that time.
 */
public final class HealthyLoad {

	private static final int BURST = 200;

	private final CountDownLatch closed = new CountDownLatch(1);

	private long tasks;

	/**
	 * Loads.
	 * @param arguments how long, in ISO 8601, ten minutes unless given
	 */
	public static void main(String[] arguments) throws Exception {
		Duration duration = (arguments.length > 0) ? Duration.parse(arguments[0]) : Duration.ofMinutes(10);
		HealthyLoad load = new HealthyLoad();
		List<Finding> findings = load.run(duration);
		System.out.println(load.tasks + " tasks, findings: " + findings);
		System.exit(findings.isEmpty() ? 0 : 1);
	}

	/**
	 * Loads.
	 * @return whatever has been found
	 */
	List<Finding> run(Duration duration) throws Exception {
		try (ConfigurableApplicationContext application = HealthyApplication.start()) {
			Office office = application.getBean(Office.class);
			office.work(this.closed);
			long end = System.nanoTime() + duration.toNanos();
			while (System.nanoTime() < end) {
				burst(application, office);
			}
			List<Finding> findings = new ArrayList<>(application.getBean(Findings.class).raised);
			findings.addAll(application.getBean(Diagnosis.class).findings());
			this.closed.countDown();
			return findings;
		}
	}

	private void burst(ConfigurableApplicationContext application, Office office) throws Exception {
		ThreadPoolTaskExecutor parents = application.getBean("parents", ThreadPoolTaskExecutor.class);
		ThreadPoolTaskExecutor children = application.getBean("children", ThreadPoolTaskExecutor.class);
		ExecutorService service = application.getBean(ExecutorService.class);
		List<Future<?>> futures = new ArrayList<>();
		CountDownLatch noted = new CountDownLatch(BURST);
		for (int i = 0; i < BURST; i++) {
			int number = i;
			futures.add(parents.submit(() -> children.submit(() -> number).get()));
			futures.add(office.count(number));
			futures.add(office.fail(number));
			futures.add(service.submit(() -> number));
			office.note(noted);
			Future<?> abandoned = children.submit(() -> {
				this.closed.await();
				return number;
			});
			abandoned.cancel(true);
			futures.add(abandoned);
			this.tasks += 7;
		}
		for (Future<?> future : futures) {
			settle(future);
		}
		noted.await();
	}

	private static void settle(Future<?> future) throws InterruptedException {
		try {
			future.get();
		}
		catch (ExecutionException | CancellationException ex) {
			// Handled
		}
	}

}
