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

package io.taskmon.autoconfigure;

import io.taskmon.TaskMonitor;

import org.springframework.context.ApplicationContext;
import org.springframework.context.ApplicationListener;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.event.ContextRefreshedEvent;

/**
 * A duty of the housekeeping thread that waits until the application has started: it
 * would only slow down the start.
 */
final class HousekeepingDuty implements ApplicationListener<ContextRefreshedEvent> {

	private final ApplicationContext context;

	private final Runnable start;

	private HousekeepingDuty(ApplicationContext context, Runnable start) {
		this.context = context;
		this.start = start;
	}

	/**
	 * Has a monitor do a duty as soon as its application has started.
	 */
	static void add(ConfigurableApplicationContext context, TaskMonitor monitor, String activity, Runnable duty) {
		HousekeepingDuty waiting = new HousekeepingDuty(context, () -> monitor.onHousekeeping(activity, duty));
		if (context.isRunning()) {
			waiting.start.run();
		}
		else {
			context.addApplicationListener(waiting);
		}
	}

	@Override
	public void onApplicationEvent(ContextRefreshedEvent event) {
		// A child context that has started tells its parents, too
		if (event.getApplicationContext() == this.context) {
			this.start.run();
		}
	}

}
