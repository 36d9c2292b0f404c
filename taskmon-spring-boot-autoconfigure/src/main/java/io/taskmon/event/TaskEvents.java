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

package io.taskmon.event;

import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

import io.taskmon.TaskMonitor;
import io.taskmon.diagnosis.Finding;
import io.taskmon.diagnosis.FindingListener;
import io.taskmon.fault.OwnThreads;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.SmartLifecycle;

/**
 * Publishes {@link PreservedTaskEnded}, {@link FindingRaised} and {@link FindingCleared},
 * between start and stop. Listeners are the application's: they run on a thread of their
 * own, which ends when there is nothing to tell, so that one that hangs stops nothing but
 * other events; what one throws is logged. Thread-safe.
 */
public final class TaskEvents implements SmartLifecycle, FindingListener, AutoCloseable {

	private static final Log logger = LogFactory.getLog(TaskEvents.class);

	private static final int MAX_WAITING = 1_000;

	private static final int IDLE_SECONDS = 5;

	private final TaskMonitor monitor;

	private final ApplicationEventPublisher publisher;

	private final ThreadPoolExecutor executor;

	private final AtomicBoolean listening = new AtomicBoolean();

	private final AtomicBoolean failed = new AtomicBoolean();

	private final AtomicBoolean overflowed = new AtomicBoolean();

	private volatile boolean running;

	/**
	 * Creates a publisher that is not started.
	 * @param monitor the monitor of the tasks
	 * @param publisher where events are published
	 * @param classLoader class loader of the application, the context class loader of its
	 * listeners
	 */
	public TaskEvents(TaskMonitor monitor, ApplicationEventPublisher publisher, @Nullable ClassLoader classLoader) {
		this.monitor = monitor;
		this.publisher = publisher;
		this.executor = new ThreadPoolExecutor(1, 1, IDLE_SECONDS, TimeUnit.SECONDS,
				new LinkedBlockingQueue<>(MAX_WAITING), (events) -> thread(events, classLoader));
		this.executor.allowCoreThreadTimeOut(true);
	}

	private static Thread thread(Runnable events, @Nullable ClassLoader classLoader) {
		Thread thread = OwnThreads.daemon("taskmon-events", events);
		thread.setContextClassLoader(classLoader);
		return thread;
	}

	@Override
	public void start() {
		this.running = true;
		if (this.listening.compareAndSet(false, true)) {
			this.monitor.onPreservedTaskEnded((task) -> tell(new PreservedTaskEnded(task)));
		}
	}

	@Override
	public void raised(Finding finding) {
		tell(new FindingRaised(finding));
	}

	@Override
	public void cleared(Finding finding) {
		tell(new FindingCleared(finding));
	}

	private void tell(Object event) {
		if (!this.running) {
			return;
		}
		try {
			this.executor.execute(() -> publish(event));
		}
		catch (RejectedExecutionException ex) {
			if (this.overflowed.compareAndSet(false, true) && !this.executor.isShutdown()) {
				logger.warn("A listener of taskmon's events is too slow: " + MAX_WAITING
						+ " events wait for it, and further ones are lost.");
			}
		}
	}

	private void publish(Object event) {
		if (!this.running) {
			return;
		}
		try {
			this.publisher.publishEvent(event);
		}
		catch (Throwable ex) {
			if (this.failed.compareAndSet(false, true)) {
				logger.error("A listener of taskmon's events failed. Further failures are logged at debug level.", ex);
			}
			else {
				logger.debug("A listener of taskmon's events failed", ex);
			}
		}
	}

	@Override
	public void stop() {
		this.running = false;
	}

	@Override
	public boolean isRunning() {
		return this.running;
	}

	/**
	 * Publishes nothing any more.
	 */
	@Override
	public void close() {
		stop();
		this.executor.shutdown();
	}

}
