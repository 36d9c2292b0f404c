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

package io.taskmon.verification.chaos;

import java.io.IOException;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

import io.taskmon.read.TaskQuery;
import io.taskmon.read.TaskReader;
import io.taskmon.task.TaskCounts;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Whatever goes wrong, in the application's code or inside taskmon, the application sees
 * what it sees without taskmon, and nothing hangs.
 */
@Tag("one-jdk")
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class ChaosTests {

	private static final List<String> MEDIA_TYPES = List.of("application/json", "text/plain", "text/html");

	private static final int ONE_IN = 3;

	private static final int SLOW_READERS = 20;

	private static final int SMALL = 1_024;

	private static final int LIVE = 10_000;

	private static final int FLOOD = 100_000;

	private static Map<String, String> without;

	@BeforeAll
	static void observeWithoutTaskmon() throws Exception {
		try (Troubled application = Troubled.start(List.of(), "taskmon.enabled=false")) {
			without = application.observe();
			assertThat(without).hasSizeGreaterThan(200).doesNotContainValue(Host.NOTHING);
			assertSeesTheSame(application, "nothing");
		}
	}

	@Test
	void applicationSeesTheSameWhicheverMethodFails() throws Exception {
		try (Troubled application = Troubled.start(List.of()); InjectedFaults faults = new InjectedFaults()) {
			assertSeesTheSame(application, "nothing");
			Set<String> methods = faults.reached();
			assertThat(methods).hasSizeGreaterThan(30);
			for (String method : methods) {
				faults.letFail(method::equals);
				assertSeesTheSame(application, method);
			}
			faults.letNothingFail();
			application.awaitNothingLive();
			assertThat(application.look("", "application/json")).isEqualTo(200);
		}
	}

	@Test
	void applicationSeesTheSameWhileAnythingFailsAndEverybodyLooks() throws Exception {
		try (Troubled application = Troubled.start(List.of()); InjectedFaults faults = new InjectedFaults()) {
			AtomicBoolean over = new AtomicBoolean();
			faults.letFail((method) -> ThreadLocalRandom.current().nextInt(ONE_IN) == 0);
			CompletableFuture<Void> looking = CompletableFuture.runAsync(() -> lookUntil(over, application));
			assertSeesTheSame(application, "anything");
			assertSeesTheSame(application, "anything");
			over.set(true);
			faults.letNothingFail();
			looking.get(60, TimeUnit.SECONDS);
			assertThat(faults.struck()).isGreaterThan(100);
			application.awaitNothingLive();
			assertEverythingCanBeSeen(application);
		}
	}

	private static void lookUntil(AtomicBoolean over, Troubled application) {
		while (!over.get()) {
			Troubled.VIEWS.forEach((view) -> look(application, view));
		}
	}

	private static void look(Troubled application, String view) {
		try {
			application.look(view, MEDIA_TYPES.get(ThreadLocalRandom.current().nextInt(MEDIA_TYPES.size())));
		}
		catch (IOException ex) {
			// Where a view fails with an error, the server closes the connection
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	@Test
	void applicationSeesTheSameWhileTheClockJumps() throws Exception {
		try (Troubled application = Troubled.start(List.of(JumpingClock.class))) {
			assertSeesTheSame(application, "nothing");
			application.awaitNothingLive();
			assertEverythingCanBeSeen(application);
			assertThat(counts(application).errors()).isZero();
		}
	}

	@Test
	void applicationSeesTheSameWhereThereIsNoRoom() throws Exception {
		try (Troubled application = Troubled.start(List.of(), "taskmon.max-live-tasks=1",
				"taskmon.capture.max-live-stacks=0", "taskmon.termination-log.capacity=1",
				"taskmon.capture.max-depth=1")) {
			assertSeesTheSame(application, "nothing");
			application.awaitNothingLive();
			assertEverythingCanBeSeen(application);
			assertThat(counts(application).dropped()).isPositive();
			assertThat(counts(application).errors()).isZero();
		}
	}

	@Test
	void readersThatDoNotReadHoldUpNobody() throws Exception {
		List<Socket> readers = new ArrayList<>();
		try (Troubled application = Troubled.start(List.of())) {
			ThreadPoolTaskExecutor pool = application.application().getBean("held", ThreadPoolTaskExecutor.class);
			CountDownLatch release = new CountDownLatch(1);
			CountDownLatch drained = new CountDownLatch(LIVE);
			pool.execute(() -> await(release));
			for (int i = 0; i < LIVE; i++) {
				pool.execute(drained::countDown);
			}
			for (int i = 0; i < SLOW_READERS; i++) {
				Socket reader = application.ask("?limit=" + LIVE, SMALL);
				readers.add(reader);
				// The answer is under way, and far larger than what buffers hold
				assertThat(reader.getInputStream().read()).isEqualTo('H');
			}
			flood(application);
			assertThat(application.look("", "application/json")).isEqualTo(200);
			assertSeesTheSame(application, "nothing");
			release.countDown();
			await(drained);
			application.awaitNothingLive();
			assertThat(counts(application).errors()).isZero();
			for (Socket reader : readers) {
				reader.close();
			}
		}
	}

	private static void assertSeesTheSame(Troubled application, String failing) throws Exception {
		Map<String, String> different = application.observe();
		different.entrySet().removeAll(without.entrySet());
		assertThat(different).as("seen while this fails: " + failing).isEmpty();
	}

	private static void flood(Troubled application) {
		ThreadPoolTaskExecutor pool = application.application().getBean("pool", ThreadPoolTaskExecutor.class);
		CountDownLatch ran = new CountDownLatch(FLOOD);
		for (int i = 0; i < FLOOD; i++) {
			pool.execute(ran::countDown);
		}
		await(ran);
	}

	private static void assertEverythingCanBeSeen(Troubled application) throws Exception {
		application.application().getBean("pool", ThreadPoolTaskExecutor.class).submit(() -> "seen").get();
		for (String view : Troubled.VIEWS) {
			if (!view.endsWith("/1")) {
				assertThat(application.look(view, "application/json")).as(view).isEqualTo(200);
			}
		}
	}

	private static TaskCounts counts(Troubled application) {
		return application.application().getBean(TaskReader.class).live(TaskQuery.ALL).counts();
	}

	private static void await(CountDownLatch latch) {
		try {
			assertThat(latch.await(60, TimeUnit.SECONDS)).isTrue();
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
