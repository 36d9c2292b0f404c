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

package io.taskmon.verification.soak;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

import io.taskmon.TaskMonitor;
import io.taskmon.read.TaskQuery;
import io.taskmon.task.TaskOutcome;
import org.jspecify.annotations.Nullable;

import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.task.AsyncTaskExecutor;
import org.springframework.scheduling.TaskScheduler;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;

/**
 * One life of the application: started, loaded, compared with the load's own books, and
 * closed. Is run in a class loader of its own.
 */
public final class SoakRound implements Callable<String> {

	private static final int DEEDS = 20_000;

	private static final int LOADERS = 3;

	private static final long POLL_NANOS = 1_000_000;

	private static final TaskQuery ALL = TaskQuery.ALL.withLimit(10 * DEEDS);

	private final List<Deed> deeds = Collections.synchronizedList(new ArrayList<>());

	private final List<Repetition> repetitions = new ArrayList<>();

	private final List<Runnable> unrun = new ArrayList<>();

	private final CountDownLatch half = new CountDownLatch(DEEDS / 2);

	@Override
	public String call() throws Exception {
		try (ConfigurableApplicationContext application = SoakApplication.start(10 * DEEDS)) {
			TaskMonitor monitor = application.getBean(TaskMonitor.class);
			List<Deed.Submission> ways = ways(application);
			List<Thread> loaders = new ArrayList<>();
			// What deeds throw that nobody asks for is no news
			Thread.setDefaultUncaughtExceptionHandler((thread, ex) -> {
			});
			for (int i = 0; i < LOADERS; i++) {
				loaders.add(new Thread(() -> load(ways, new Random()), "loader-" + i));
			}
			this.repetitions.addAll(repeat(application));
			hold(application.getBean("impatient", ExecutorService.class));
			loaders.forEach(Thread::start);
			shutDownPools(application);
			for (Thread loader : loaders) {
				loader.join();
			}
			Set<Runnable> unrun = Collections.newSetFromMap(new IdentityHashMap<>());
			unrun.addAll(this.unrun);
			this.deeds.forEach((deed) -> deed.forgetCanceller(unrun));
			awaitRest(monitor);
			return compare(monitor);
		}
		finally {
			Thread.setDefaultUncaughtExceptionHandler(null);
		}
	}

	private static List<Repetition> repeat(ConfigurableApplicationContext application) {
		return Stream.of("scheduler", "simpleScheduler")
			.map((name) -> Repetition.start(application.getBean(name, TaskScheduler.class)))
			.toList();
	}

	// Until it is shut down, so that it has something to give back
	private void hold(ExecutorService impatient) {
		Deed holder = new Deed(false, () -> {
			try {
				new CountDownLatch(1).await();
			}
			catch (InterruptedException ex) {
				// It has been shut down
			}
		});
		this.deeds.add(holder);
		holder.submit((deed) -> impatient.submit((Runnable) deed));
	}

	// In the midst of the load: after it some deeds are refused
	private void shutDownPools(ConfigurableApplicationContext application) throws InterruptedException {
		this.half.await();
		application.getBean("patient", ThreadPoolTaskExecutor.class).shutdown();
		this.unrun.addAll(application.getBean("impatient", ExecutorService.class).shutdownNow());
	}

	private void load(List<Deed.Submission> ways, Random random) {
		for (int i = 0; i < DEEDS / LOADERS; i++) {
			Deed deed = submit(ways, random, true);
			if (random.nextInt(10) == 0) {
				deed.cancel();
			}
		}
	}

	private Deed submit(List<Deed.Submission> ways, Random random, boolean nesting) {
		Runnable nested = (nesting && random.nextInt(20) == 0) ? () -> submit(ways, new Random(), false) : null;
		Deed deed = new Deed(random.nextInt(10) == 0, nested);
		this.deeds.add(deed);
		this.half.countDown();
		deed.submit(ways.get(random.nextInt(ways.size())));
		return deed;
	}

	private static List<Deed.Submission> ways(ConfigurableApplicationContext application) {
		AsyncService service = application.getBean(AsyncService.class);
		ExecutorService raw = application.getBean("service", ExecutorService.class);
		ThreadPoolTaskScheduler scheduler = application.getBean("scheduler", ThreadPoolTaskScheduler.class);
		List<Deed.Submission> ways = new ArrayList<>(List.of(service::call, service::callOnThread,
				(deed) -> raw.submit((Runnable) deed), (deed) -> raw.submit((Callable<String>) deed),
				(deed) -> scheduler.submit((Runnable) deed), (deed) -> scheduler.submit((Callable<String>) deed)));
		for (String name : List.of("scheduledService", "impatient")) {
			ExecutorService executor = application.getBean(name, ExecutorService.class);
			ways.add((deed) -> executor.submit((Runnable) deed));
			ways.add((deed) -> execute(executor, deed));
		}
		List<String> names = new ArrayList<>(List.of("pool", "threads", "concurrent", "patient"));
		if (application.containsBean("virtual")) {
			names.add("virtual");
		}
		for (String name : names) {
			AsyncTaskExecutor executor = application.getBean(name, AsyncTaskExecutor.class);
			ways.add((deed) -> executor.submit((Runnable) deed));
			ways.add((deed) -> executor.submit((Callable<String>) deed));
			ways.add((deed) -> execute(executor, deed));
		}
		return ways;
	}

	private static @Nullable Future<?> execute(Executor executor, Deed deed) {
		executor.execute(deed);
		return null;
	}

	private void awaitRest(TaskMonitor monitor) {
		long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(2);
		while (!(allOver() && monitor.reader().live(ALL).tasks().isEmpty())) {
			if (System.nanoTime() > end) {
				throw new IllegalStateException("Still live: " + monitor.reader().live(ALL));
			}
			LockSupport.parkNanos(POLL_NANOS);
		}
	}

	private boolean allOver() {
		synchronized (this.deeds) {
			return this.deeds.stream().allMatch(Deed::isOver) && this.repetitions.stream().allMatch(Repetition::isOver);
		}
	}

	private String compare(TaskMonitor monitor) {
		Map<TaskOutcome, Long> expected = new EnumMap<>(TaskOutcome.class);
		this.deeds.forEach((deed) -> expected.merge(deed.outcome(), 1L, Long::sum));
		this.repetitions.forEach((repetition) -> repetition.outcomes()
			.forEach((outcome, count) -> expected.merge(outcome, count, Long::sum)));
		Map<TaskOutcome, Long> logged = new EnumMap<>(TaskOutcome.class);
		monitor.reader().ended(ALL).tasks().forEach((task) -> logged.merge(task.outcome(), 1L, Long::sum));
		long errors = monitor.reader().live(ALL).counts().errors();
		if (!logged.equals(expected) || errors != 0) {
			throw new IllegalStateException("The load knows of " + expected + ", the log of " + logged + "; " + errors
					+ " errors inside taskmon");
		}
		return expected.toString();
	}

}
