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

package io.taskmon.task;

import org.jspecify.annotations.Nullable;

/**
 * Somebody from outside the application who wants a task cancelled. Immutable.
 *
 * @param principal who they are, absent if nobody asked
 * @param origin by which way and from where they come
 */
public record CancelRequest(@Nullable String principal, String origin) {

	private static final int MAX_LENGTH = 200;

	public CancelRequest {
		principal = (principal != null) ? bounded(principal) : null;
		origin = bounded(origin);
	}

	private static String bounded(String text) {
		return (text.length() <= MAX_LENGTH) ? text : text.substring(0, MAX_LENGTH) + "…";
	}

}
