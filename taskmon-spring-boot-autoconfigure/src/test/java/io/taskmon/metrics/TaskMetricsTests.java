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

package io.taskmon.metrics;

import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.core.instrument.config.MeterFilterReply;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.taskmon.TaskMonitor;
import io.taskmon.diagnosis.Diagnosis;
import io.taskmon.diagnosis.Finding;
import io.taskmon.diagnosis.FindingKind;
import io.taskmon.diagnosis.Severity;
import io.taskmon.task.CaptureSettings;
import io.taskmon.task.Limits;
import io.taskmon.task.TaskKind;
import io.taskmon.task.TaskOutcome;
import io.taskmon.track.TaskCarrier;
import io.taskmon.track.TaskCode;
import io.taskmon.track.TrackedTask;
import org.junit.jupiter.api.Test;
import org.mockito.Mockito;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Meters of a monitor whose tasks a test drives.
 */
class TaskMetricsTests {

	private final TaskMonitor monitor = new TaskMonitor(new Limits(10, 10, 10), CaptureSettings.DEFAULTS,
			(activity, fault) -> {
				throw new IllegalStateException(activity, fault);
			});

	private final TaskCode site = TaskCode.ofMethod("com.example.orders.OrderService", "ship", TaskKind.ASYNC, false);

	private final TaskCarrier carrier = new IdleCarrier();

	private List<Finding> findings = List.of();

	private final Diagnosis diagnosis = new Diagnosis() {

		@Override
		public List<Finding> findings() {
			throw new IllegalStateException("too dear for a gauge");
		}

		@Override
		public List<Finding> lastFindings() {
			return TaskMetricsTests.this.findings;
		}

	};

	private final TaskMetrics metrics = new TaskMetrics(this.monitor.statistics(), this.diagnosis);

	private final MeterRegistry registry = new SimpleMeterRegistry();

	@Test
	void metersOfAnExecutorAppearWithItsFirstTask() {
		this.metrics.bindTo(this.registry);
		this.metrics.update();
		assertThat(this.registry.find("taskmon.tasks.live").gauges()).isEmpty();
		TrackedTask task = submit();
		this.metrics.update();
		assertThat(live("QUEUED")).isOne();
		assertThat(live("RUNNING")).isZero();
		this.monitor.tracker().begin(task);
		this.metrics.update();
		assertThat(live("QUEUED")).isZero();
		assertThat(live("RUNNING")).isOne();
	}

	@Test
	void mockedRegistrySeesNothing() {
		MeterRegistry mock = Mockito.mock(MeterRegistry.class);
		this.metrics.bindTo(mock);
		succeed(submit());
		this.metrics.update();
		Mockito.verifyNoInteractions(mock);
	}

	@Test
	void findingsAreCountedBySeverity() {
		this.metrics.bindTo(this.registry);
		this.metrics.update();
		assertThat(findings("critical")).isZero();
		this.findings = List.of(finding(Severity.CRITICAL), finding(Severity.CRITICAL), finding(Severity.INFO));
		assertThat(findings("critical")).isEqualTo(2);
		assertThat(findings("warning")).isZero();
		assertThat(findings("info")).isOne();
	}

	private double findings(String severity) {
		return this.registry.get("taskmon.findings").tag("severity", severity).gauge().value();
	}

	private static Finding finding(Severity severity) {
		return new Finding(FindingKind.FLOOD, severity, "", "", null, List.of(), List.of(), null);
	}

	@Test
	void gaugesReturnToZero() {
		this.metrics.bindTo(this.registry);
		TrackedTask task = submit();
		this.metrics.update();
		succeed(task);
		this.metrics.update();
		assertThat(live("QUEUED")).isZero();
		assertThat(live("RUNNING")).isZero();
		assertThat(this.registry.get("taskmon.tasks.oldest").tags("state", "QUEUED").timeGauge().value()).isZero();
	}

	@Test
	void counterNeverFalls() {
		this.metrics.bindTo(this.registry);
		TrackedTask task = submit();
		succeed(task);
		this.metrics.update();
		task.endCancelledAtLast();
		this.metrics.update();
		assertThat(ended("SUCCEEDED")).isOne();
		assertThat(runs("SUCCEEDED")).isOne();
		assertThat(ended("CANCELLED")).isOne();
		assertThat(runs("CANCELLED")).isOne();
		succeed(submit());
		this.metrics.update();
		assertThat(ended("SUCCEEDED")).isOne();
		succeed(submit());
		this.metrics.update();
		assertThat(ended("SUCCEEDED")).isEqualTo(2);
		assertThat(runs("SUCCEEDED")).isEqualTo(2);
	}

	@Test
	void registryThatIsBoundLaterHasAllMeters() {
		this.metrics.bindTo(this.registry);
		succeed(submit());
		this.metrics.update();
		MeterRegistry later = new SimpleMeterRegistry();
		this.metrics.bindTo(later);
		this.metrics.update();
		assertThat(ids(later)).isEqualTo(ids(this.registry)).isNotEmpty();
	}

	@Test
	void droppedTasksAreCounted() {
		this.metrics.bindTo(this.registry);
		List<TrackedTask> live = Stream.generate(this::submit).limit(10).toList();
		assertThat(live).doesNotContainNull();
		assertThat(submit()).isNull();
		this.metrics.update();
		assertThat(this.registry.get("taskmon.tasks.dropped").functionCounter().count()).isOne();
	}

	@Test
	void meterThatTheRegistryWillNotHaveIsOfferedOnce() {
		AtomicInteger offers = new AtomicInteger();
		this.registry.config().meterFilter(new MeterFilter() {

			@Override
			public MeterFilterReply accept(Meter.Id id) {
				if (id.getName().equals("taskmon.tasks.live")) {
					offers.incrementAndGet();
					throw new IllegalStateException("unwanted");
				}
				return MeterFilterReply.NEUTRAL;
			}

		});
		this.metrics.bindTo(this.registry);
		succeed(submit());
		assertThatIllegalStateException().isThrownBy(this.metrics::update);
		assertThatIllegalStateException().isThrownBy(this.metrics::update);
		this.metrics.update();
		assertThat(offers).hasValue(2);
		assertThat(ended("SUCCEEDED")).isOne();
		assertThat(runs("SUCCEEDED")).isOne();
	}

	@Test
	void tasksAreNotLookedAtWhereNobodyReads() {
		TaskMetrics unbound = new TaskMetrics(null, this.diagnosis);
		unbound.update();
		assertThat(this.registry.getMeters()).isEmpty();
	}

	private TrackedTask submit() {
		return this.monitor.tracker().submit(this.carrier, this.site, "mail");
	}

	private void succeed(TrackedTask task) {
		this.monitor.tracker().begin(task);
		this.monitor.tracker().end(task, TaskOutcome.SUCCEEDED, (Throwable) null);
	}

	private double live(String state) {
		return this.registry.get("taskmon.tasks.live").tags("executor", "mail", "state", state).gauge().value();
	}

	private double ended(String outcome) {
		return this.registry.get("taskmon.tasks.ended")
			.tags("executor", "mail", "outcome", outcome)
			.functionCounter()
			.count();
	}

	private double runs(String outcome) {
		return this.registry.get("taskmon.tasks.run")
			.tags("executor", "mail", "outcome", outcome)
			.functionTimer()
			.count();
	}

	private static Set<Meter.Id> ids(MeterRegistry registry) {
		return registry.getMeters().stream().map(Meter::getId).collect(Collectors.toSet());
	}

	private static final class IdleCarrier implements TaskCarrier {

		@Override
		public boolean isCancelled() {
			return false;
		}

		@Override
		public Cancelling cancel() {
			return Cancelling.NO_FUTURE;
		}

	}

}
