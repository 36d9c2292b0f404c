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

package io.taskmon.jfr;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

import io.taskmon.autoconfigure.TaskmonAutoConfiguration;
import io.taskmon.autoconfigure.TaskmonFlightRecorderAutoConfiguration;
import io.taskmon.read.TaskQuery;
import io.taskmon.read.TaskReader;
import io.taskmon.spi.TaskEnd;
import io.taskmon.task.EndedTask;
import io.taskmon.task.TaskKind;
import io.taskmon.task.TaskOutcome;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordingFile;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.task.TaskRejectedException;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link FlightRecorderTasks}: what is read back from real recordings of real
 * tasks. Reads no text of more than 15 characters in more than one test: in a JVM that
 * has made recordings before, JDK 17 may leave those out that it has written before.
 */
@Timeout(120)
class FlightRecorderTasksTests {

	private static final List<String> NAMES = List.of("taskmon.TaskQueued", "taskmon.TaskRun", "taskmon.TaskEnded",
			"taskmon.TaskCancelled");

	private final Recording recording = new Recording();

	private final CountDownLatch end = new CountDownLatch(1);

	private ConfigurableApplicationContext application;

	@TempDir
	private Path directory;

	@BeforeEach
	void startApplication() {
		this.application = start();
	}

	@AfterEach
	void endApplication() {
		this.end.countDown();
		this.recording.close();
		this.application.close();
	}

	@Test
	void tellsWhoCreatedWhatHowLongItWaitedAndHowItEnded() {
		this.recording.start();
		ThreadPoolTaskExecutor mail = executor("mail");
		mail.execute(() -> {
			mail.execute(new Bounce());
			awaitMilliseconds(2);
		});
		awaitEnded(2);
		List<RecordedEvent> events = read();
		RecordedEvent parent = only(events, "taskmon.TaskRun", 1);
		RecordedEvent queued = only(events, "taskmon.TaskQueued", 2);
		RecordedEvent child = only(events, "taskmon.TaskRun", 2);
		assertThat(queued.getLong("parentId")).isEqualTo(1);
		assertThat(queued.getString("executor")).isEqualTo("mail");
		assertThat(queued.getString("kind")).isEqualTo("EXECUTOR");
		assertThat(queued.getThread().getJavaName()).isEqualTo("mail-1");
		assertThat(queued.getStackTrace().getFrames())
			.anyMatch((frame) -> isFrame(frame, FlightRecorderTasksTests.class, "lambda$tellsWhoCreated"));
		assertThat(child.getLong("parentId")).isEqualTo(1);
		assertThat(child.getString("name")).isEqualTo("Bounce");
		assertThat(child.getString("outcome")).isEqualTo("FAILED");
		assertThat(child.getString("reason")).isEqualTo("java.lang.IllegalStateException");
		assertThat(child.getString("createdFrom"))
			.startsWith("io.taskmon.jfr.FlightRecorderTasksTests.tellsWhoCreated");
		assertThat(child.getDuration("queuedFor")).isGreaterThanOrEqualTo(Duration.ofMillis(2));
		assertThat(child.getThread().getJavaName()).isEqualTo("mail-1");
		assertThat(parent.getLong("parentId")).isZero();
		assertThat(parent.getString("outcome")).isEqualTo("SUCCEEDED");
		assertThat(parent.getDuration()).isGreaterThanOrEqualTo(Duration.ofMillis(2));
		assertThat(parent.getEndTime()).isBeforeOrEqualTo(child.getStartTime());
		assertThat(events).noneMatch((event) -> isNamed(event, "taskmon.TaskEnded"));
	}

	@Test
	void tellsWhoCancelledWhat() throws Exception {
		this.recording.start();
		CountDownLatch begun = new CountDownLatch(1);
		Future<?> running = executor("mail").submit(() -> {
			begun.countDown();
			awaitTheEnd();
		});
		Future<?> queued = executor("mail").submit(this::awaitTheEnd);
		assertThat(begun.await(30, TimeUnit.SECONDS)).isTrue();
		executor("orders").submit(() -> cancel(running, queued)).get(30, TimeUnit.SECONDS);
		awaitEnded(3);
		List<RecordedEvent> events = read();
		for (long id : new long[] { 1, 2 }) {
			RecordedEvent cancelled = only(events, "taskmon.TaskCancelled", id);
			assertThat(cancelled.getLong("cancellerId")).isEqualTo(3);
			assertThat(cancelled.getThread().getJavaName()).isEqualTo("orders-1");
			assertThat(cancelled.getStackTrace().getFrames())
				.anyMatch((frame) -> isFrame(frame, FlightRecorderTasksTests.class, "cancel"));
		}
		assertThat(only(events, "taskmon.TaskRun", 1).getString("outcome")).isEqualTo("CANCELLED");
		assertThat(only(events, "taskmon.TaskEnded", 2).getString("outcome")).isEqualTo("CANCELLED");
		assertThat(only(events, "taskmon.TaskRun", 3).getString("outcome")).isEqualTo("SUCCEEDED");
	}

	@Test
	void tellsOfTasksThatNeverRan() {
		this.recording.start();
		executor("mail").shutdown();
		assertThatExceptionOfType(TaskRejectedException.class)
			.isThrownBy(() -> executor("mail").execute(this::awaitTheEnd));
		RecordedEvent ended = only(read(), "taskmon.TaskEnded", 1);
		assertThat(ended.getString("outcome")).isEqualTo("REJECTED");
		assertThat(ended.getString("reason")).isEqualTo("java.util.concurrent.RejectedExecutionException");
		assertThat(ended.getString("executor")).isEqualTo("mail");
	}

	@Test
	void runThatBeganBeforeTheRecordingEndsWithoutARun() throws Exception {
		CountDownLatch begun = new CountDownLatch(1);
		executor("mail").execute(() -> {
			begun.countDown();
			awaitTheEnd();
		});
		assertThat(begun.await(30, TimeUnit.SECONDS)).isTrue();
		this.recording.start();
		this.end.countDown();
		awaitEnded(1);
		List<RecordedEvent> events = read();
		assertThat(only(events, "taskmon.TaskEnded", 1).getString("outcome")).isEqualTo("SUCCEEDED");
		assertThat(events).hasSize(1);
	}

	@Test
	void taskThatRunsInsideAnotherOneHasARunOfItsOwn() {
		this.recording.start();
		ThreadPoolTaskExecutor callerRuns = executor("callerRuns");
		CountDownLatch begun = new CountDownLatch(1);
		callerRuns.execute(() -> {
			begun.countDown();
			awaitTheEnd();
		});
		executor("orders").execute(() -> callerRuns.execute(this::work));
		awaitEnded(2);
		this.end.countDown();
		awaitEnded(3);
		List<RecordedEvent> events = read();
		RecordedEvent outer = only(events, "taskmon.TaskRun", 2);
		RecordedEvent inner = only(events, "taskmon.TaskRun", 3);
		assertThat(inner.getThread().getJavaName()).isEqualTo("orders-1");
		assertThat(outer.getThread().getJavaName()).isEqualTo("orders-1");
		assertThat(outer.getEndTime()).isAfterOrEqualTo(inner.getEndTime());
	}

	@Test
	void eventsThatAreOffAreNotRecorded() {
		NAMES.forEach(this.recording::disable);
		this.recording.start();
		executor("mail").execute(this::work);
		awaitEnded(1);
		assertThat(read()).isEmpty();
	}

	@Test
	void runsShorterThanTheThresholdAreNotRecorded() {
		this.recording.enable("taskmon.TaskRun").withThreshold(Duration.ofMinutes(1));
		this.recording.start();
		executor("mail").execute(this::work);
		awaitEnded(1);
		assertThat(read()).extracting((event) -> event.getEventType().getName()).containsExactly("taskmon.TaskQueued");
	}

	@Test
	void nothingIsRecordedWhereThatIsDisabled() {
		this.application.close();
		this.application = start("taskmon.jfr.enabled=false");
		this.recording.start();
		executor("mail").execute(this::work);
		awaitEnded(1);
		assertThat(read()).isEmpty();
	}

	@Test
	void recordingThatEndsMeanwhileLeavesNothingOnTheThread() throws Exception {
		FlightRecorderTasks recorder = new FlightRecorderTasks();
		this.recording.start();
		recorder.started(1);
		assertThat(recorder.isRecordingEnds()).isTrue();
		this.recording.stop();
		assertThat(recorder.isRecordingEnds()).isTrue();
		recorder.ended(new TaskEnd(1, "Task", TaskKind.EXECUTOR, null, 0, null, 0, TaskOutcome.SUCCEEDED, null));
		assertThat(recorder.isRecordingEnds()).isFalse();
	}

	@Test
	void fieldsAreLabelledAndRelated() {
		this.recording.start();
		executor("mail").execute(this::work);
		awaitEnded(1);
		assertThat(read()).extracting(RecordedEvent::getEventType).hasSize(2).allSatisfy((type) -> {
			assertThat(type.getLabel()).startsWith("Task ");
			assertThat(type.getCategoryNames()).containsExactly("taskmon", "Tasks");
			assertThat(type.getFields()).allMatch((field) -> field.getLabel() != null);
			assertThat(type.getField("id").getAnnotationElements())
				.anyMatch((annotation) -> annotation.getTypeName().equals("taskmon.TaskId"));
		});
	}

	@Test
	void canBePrinted() throws Exception {
		this.recording.start();
		executor("mail").execute(this::work);
		awaitEnded(1);
		assertThat(print(dump())).contains("taskmon.TaskQueued {", "taskmon.TaskRun {", "executor = \"mail\"",
				"outcome = \"SUCCEEDED\"", "queuedFor = ");
	}

	private String print(Path file) throws IOException, InterruptedException {
		Path tool = Path.of(System.getProperty("java.home"), "bin", "jfr");
		Process process = new ProcessBuilder(tool.toString(), "print", "--events", "taskmon.*", file.toString())
			.redirectErrorStream(true)
			.start();
		String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		assertThat(process.waitFor()).as(printed).isZero();
		return printed;
	}

	private static ConfigurableApplicationContext start(String... properties) {
		return new SpringApplicationBuilder(Executors.class).web(WebApplicationType.NONE).properties(properties).run();
	}

	private ThreadPoolTaskExecutor executor(String name) {
		return this.application.getBean(name, ThreadPoolTaskExecutor.class);
	}

	private void work() {
		// Whatever it does, it is soon done
	}

	private void awaitTheEnd() {
		try {
			this.end.await();
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static void awaitMilliseconds(int milliseconds) {
		long from = System.nanoTime();
		while (System.nanoTime() - from < Duration.ofMillis(milliseconds).toNanos()) {
			Thread.onSpinWait();
		}
	}

	private static void cancel(Future<?>... futures) {
		for (Future<?> future : futures) {
			future.cancel(true);
		}
	}

	private void awaitEnded(int count) {
		Awaitility.await()
			.dontCatchUncaughtExceptions()
			.atMost(Duration.ofSeconds(30))
			.until(() -> ended().size() == count);
	}

	private List<EndedTask> ended() {
		TaskReader reader = this.application.getBean(TaskReader.class);
		// The one that is in the log as cancelled may still run
		return reader.live(TaskQuery.ALL).tasks().stream().anyMatch((task) -> task.cancelled()) ? List.of()
				: reader.ended(TaskQuery.ALL).tasks();
	}

	private Path dump() {
		try {
			Path file = Files.createTempFile(this.directory, "tasks", ".jfr");
			// Written behind the end of a task
			this.application.close();
			this.recording.stop();
			this.recording.dump(file);
			return file;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private List<RecordedEvent> read() {
		try {
			return RecordingFile.readAllEvents(dump())
				.stream()
				.filter((event) -> event.getEventType().getName().startsWith("taskmon."))
				.toList();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static RecordedEvent only(List<RecordedEvent> events, String name, long id) {
		List<RecordedEvent> found = events.stream()
			.filter((event) -> isNamed(event, name) && event.getLong("id") == id)
			.toList();
		assertThat(found).as(name + " of " + id + " in " + events).hasSize(1);
		return found.get(0);
	}

	private static boolean isNamed(RecordedEvent event, String name) {
		return event.getEventType().getName().equals(name);
	}

	private static boolean isFrame(RecordedFrame frame, Class<?> type, String method) {
		return frame.getMethod().getType().getName().equals(type.getName())
				&& frame.getMethod().getName().startsWith(method);
	}

	private static final class Bounce implements Runnable {

		@Override
		public void run() {
			throw new IllegalStateException("bounced");
		}

	}

	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration({ TaskmonAutoConfiguration.class, TaskmonFlightRecorderAutoConfiguration.class })
	static class Executors {

		@Bean
		ThreadPoolTaskExecutor mail() {
			return single();
		}

		@Bean
		ThreadPoolTaskExecutor orders() {
			return single();
		}

		@Bean
		ThreadPoolTaskExecutor callerRuns() {
			ThreadPoolTaskExecutor executor = single();
			executor.setQueueCapacity(0);
			executor.setRejectedExecutionHandler(new ThreadPoolExecutor.CallerRunsPolicy());
			return executor;
		}

		private static ThreadPoolTaskExecutor single() {
			ThreadPoolTaskExecutor executor = new ThreadPoolTaskExecutor();
			executor.setCorePoolSize(1);
			executor.setMaxPoolSize(1);
			// What runs is to end before the recording does
			executor.setWaitForTasksToCompleteOnShutdown(true);
			executor.setAwaitTerminationSeconds(30);
			return executor;
		}

	}

}
