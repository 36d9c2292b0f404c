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

import java.time.Instant;
import java.util.List;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import io.taskmon.actuate.page.HostApplication;
import io.taskmon.task.ApplicationPackages;
import io.taskmon.task.Frames;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.endpoint.OperationResponseBody;

/**
 * Description of the application, and of what a page of its tasks has to know.
 *
 * @param name its name, absent if it has none
 * @param pid id of its process
 * @param startedAt when its process started
 * @param now its time
 * @param cancellable whether the endpoint lets tasks be cancelled
 * @param views what the endpoint answers besides single tasks
 * @param frameworkPackages beginnings of the names of classes that are not the
 * application's
 * @param applicationPackages beginnings of the names of classes that are the
 * application's all the same, unless one of the others is longer
 */
@JsonInclude(Include.NON_NULL)
public record ApplicationDescriptor(@Nullable String name, long pid, String startedAt, String now, boolean cancellable,
		List<String> views, List<String> frameworkPackages,
		List<String> applicationPackages) implements OperationResponseBody {

	static ApplicationDescriptor of(HostApplication application, ApplicationPackages packages, List<String> views) {
		return new ApplicationDescriptor(Texts.optional(application.name()), ProcessHandle.current().pid(),
				Iso.text(application.startedAt()), Iso.text(Instant.now()), application.isCancellable(), views,
				Frames.frameworkPackages(), packages.beginnings());
	}

}
