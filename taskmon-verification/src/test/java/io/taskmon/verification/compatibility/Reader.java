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

import java.util.Objects;

import io.taskmon.diagnosis.Diagnosis;
import io.taskmon.read.TaskQuery;
import io.taskmon.read.TaskReader;

import org.springframework.context.ApplicationContext;

/**
 * Somebody who looks at everything that taskmon shows, where it is there.
 */
final class Reader {

	private Reader() {
	}

	static void readEverything(ApplicationContext application) {
		application.getBeanProvider(TaskReader.class).ifAvailable((reader) -> {
			reader.executors().forEach((executor) -> Objects.requireNonNull(executor.toString()));
			reader.live(TaskQuery.ALL).tasks().forEach((task) -> reader.find(task.facts().id()));
			reader.ended(TaskQuery.ALL).tasks().forEach((task) -> reader.findEnded(task.facts().id()));
		});
		application.getBeanProvider(Diagnosis.class).ifAvailable(Diagnosis::findings);
	}

	/**
	 * Returns how many tasks taskmon saw end: an experiment in which it saw none shows
	 * nothing.
	 */
	static long seen(ApplicationContext application) {
		TaskReader reader = application.getBeanProvider(TaskReader.class).getIfAvailable();
		return (reader != null) ? reader.ended(TaskQuery.ALL).counts().terminated() : 0;
	}

}
