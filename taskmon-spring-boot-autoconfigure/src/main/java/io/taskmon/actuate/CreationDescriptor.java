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
import io.taskmon.task.Creation;

/**
 * Link of a creation chain.
 *
 * @param id id of the task
 * @param name name of the task
 * @param stack its creation stack, innermost frame first; empty if none was captured
 * @param leftOut how many links are left out between the one before and this one, absent
 * if none are
 */
public record CreationDescriptor(long id, String name, List<String> stack,
		@JsonInclude(Include.NON_DEFAULT) int leftOut) {

	static CreationDescriptor of(Creation creation) {
		return new CreationDescriptor(creation.id(), Texts.of(creation.name()), Texts.stack(creation.stack()),
				creation.leftOut());
	}

}
