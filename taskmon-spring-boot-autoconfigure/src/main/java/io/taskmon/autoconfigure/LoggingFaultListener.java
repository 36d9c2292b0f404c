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

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import io.taskmon.spi.FaultListener;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * Logs the first fault of each activity with its stack; the others are only counted.
 */
final class LoggingFaultListener implements FaultListener {

	private static final Log logger = LogFactory.getLog("io.taskmon");

	private static final int MAX_ACTIVITIES = 100;

	private final Set<String> logged = ConcurrentHashMap.newKeySet();

	@Override
	public void onFault(String activity, Throwable fault) {
		if (this.logged.size() < MAX_ACTIVITIES && this.logged.add(activity)) {
			try {
				log(activity, fault);
			}
			catch (Throwable ex) {
				// A stack that was too deep for the task is too deep for a logger; told
				// again, it logs
				this.logged.remove(activity);
				throw ex;
			}
		}
	}

	private static void log(String activity, Throwable fault) {
		logger.warn("taskmon failed at " + activity + ". The application is not affected; the task concerned "
				+ "is not tracked any further. Further failures of this kind are counted, not logged.", fault);
	}

}
