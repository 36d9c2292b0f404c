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

package io.taskmon.actuate;

import java.util.List;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import io.taskmon.observe.TaskExecutorInfo;
import io.taskmon.task.Coverage;
import org.jspecify.annotations.Nullable;

/**
 * Description of an executor bean.
 *
 * @param name bean name
 * @param type class name
 * @param coverage how much taskmon can see of its tasks
 * @param missing what is not seen
 * @param reason why, {@code null} if all is seen
 * @param queued tracked tasks that wait for it
 * @param running tracked tasks that it runs
 * @param oldestQueuedAt since when the oldest of those that wait has been waiting, absent
 * if none waits
 * @param pool its threads and its queue, absent if it does not say
 */
public record ExecutorDescriptor(String name, String type, Coverage.Level coverage, List<String> missing,
		@JsonInclude(Include.ALWAYS) @Nullable String reason, long queued, long running,
		@JsonInclude(Include.NON_NULL) @Nullable String oldestQueuedAt,
		@JsonInclude(Include.NON_NULL) @Nullable PoolDescriptor pool) {

	static ExecutorDescriptor of(TaskExecutorInfo executor) {
		Coverage coverage = executor.coverage();
		return new ExecutorDescriptor(Texts.of(executor.name()), Texts.of(executor.type()), coverage.level(),
				Texts.of(coverage.missing()), Texts.optional(coverage.reason()), executor.queued(), executor.running(),
				Iso.optional(executor.oldestQueuedAt()), PoolDescriptor.optional(executor.pool()));
	}

}
