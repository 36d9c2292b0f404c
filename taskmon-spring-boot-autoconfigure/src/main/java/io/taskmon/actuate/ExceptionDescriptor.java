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

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import io.taskmon.task.Failure;
import org.jspecify.annotations.Nullable;

/**
 * Description of an exception.
 *
 * @param type class name
 * @param message its message, absent if it has none or messages are not kept
 */
@JsonInclude(Include.NON_NULL)
public record ExceptionDescriptor(String type, @Nullable String message) {

	static @Nullable ExceptionDescriptor optional(@Nullable Failure failure) {
		return (failure != null) ? new ExceptionDescriptor(Texts.of(failure.type()), Texts.optional(failure.message()))
				: null;
	}

}
