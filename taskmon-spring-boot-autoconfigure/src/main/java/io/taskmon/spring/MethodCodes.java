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

package io.taskmon.spring;

import java.lang.reflect.Method;

import io.taskmon.PreserveTerminationLog;
import io.taskmon.executor.submission.TaskCodes;
import io.taskmon.task.TaskKind;
import io.taskmon.track.TaskCode;

import org.springframework.core.annotation.AnnotatedElementUtils;

/**
 * Makes the sites of methods that Spring has run as tasks.
 */
public final class MethodCodes {

	private MethodCodes() {
	}

	public static TaskCode of(Class<?> targetClass, Method method, TaskKind kind) {
		PreserveTerminationLog mark = AnnotatedElementUtils.findMergedAnnotation(method, PreserveTerminationLog.class);
		return TaskCode.ofMethod(targetClass.getName(), method.getName(), kind, TaskCodes.preservation(mark));
	}

}
