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

package io.taskmon.shutdown;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

import io.taskmon.fault.Faults;
import io.taskmon.read.TaskReader;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.context.ApplicationContext;
import org.springframework.context.ApplicationListener;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.core.Ordered;

/**
 * Tells in the log while a context closes which tasks keep the application alive, and in
 * the end which ones were given up. Neither delays the shutdown nor throws. Thread-safe.
 */
public final class ShutdownLog implements ApplicationListener<ContextClosedEvent>, Ordered {

	private static final Log logger = LogFactory.getLog(ShutdownLog.class);

	private final ApplicationContext context;

	private final Faults faults;

	private final ReportTimes times;

	private final ShutdownReporter reporter;

	private volatile @Nullable Shutdown shutdown;

	/**
	 * Creates a log for the shutdown of a context.
	 * @param context the context; the shutdown of its children is none of it
	 * @param reader what it tells of tasks
	 * @param faults where errors inside taskmon are reported
	 * @param phaseTimeout how long Spring waits for each phase of a shutdown
	 */
	public ShutdownLog(ApplicationContext context, TaskReader reader, Faults faults, Duration phaseTimeout) {
		this.context = context;
		this.faults = faults;
		this.times = new ReportTimes(phaseTimeout);
		this.reporter = new ShutdownReporter(reader, logger, faults, phaseTimeout);
	}

	@Override
	public int getOrder() {
		return Ordered.HIGHEST_PRECEDENCE;
	}

	@Override
	public void onApplicationEvent(ContextClosedEvent event) {
		if (event.getApplicationContext() == this.context && this.shutdown == null) {
			try {
				Shutdown begun = new Shutdown(Instant.now().truncatedTo(ChronoUnit.MILLIS),
						new ShutdownWatch(this.times, this.reporter));
				this.shutdown = begun;
				begun.watch().start();
			}
			catch (Throwable ex) {
				this.faults.report("watching the shutdown", ex);
			}
		}
	}

	/**
	 * Says that the executors have been shut down. Has no effect before the context
	 * closes.
	 */
	public void closed() {
		Shutdown ending = this.shutdown;
		if (ending != null) {
			ending.watch().stop();
			this.reporter.closed(ending.since(), ending.watch().elapsed());
		}
	}

	/**
	 * A shutdown that goes on.
	 *
	 * @param since when it began, to the millisecond as the ends of tasks are
	 * @param watch watches it
	 */
	private record Shutdown(Instant since, ShutdownWatch watch) {

	}

}
