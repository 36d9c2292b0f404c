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
import io.taskmon.task.CancelRequest;
import io.taskmon.task.Canceller;
import org.jspecify.annotations.Nullable;

/**
 * Link of a cancellation chain.
 *
 * @param id id of the task on the cancelling thread, absent if there was none
 * @param name name of that task
 * @param thread name of the cancelling thread
 * @param stack stack of the cancelling thread, innermost frame first
 * @param principal who wanted it, if it was somebody outside the application who is known
 * @param origin by which way and from where they came
 */
@JsonInclude(Include.NON_NULL)
public record CancellerDescriptor(@Nullable Long id, @Nullable String name, String thread, List<String> stack,
		@Nullable String principal, @Nullable String origin) {

	static CancellerDescriptor of(Canceller canceller) {
		CancelRequest request = canceller.request();
		return new CancellerDescriptor(canceller.taskId(), Texts.optional(canceller.name()),
				Texts.of(canceller.thread()), Texts.stack(canceller.stack()),
				(request != null) ? Texts.optional(request.principal()) : null,
				(request != null) ? Texts.of(request.origin()) : null);
	}

}
