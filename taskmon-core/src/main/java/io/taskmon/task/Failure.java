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

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * An exception as text.
 *
 * @param type class name of the exception
 * @param message its message, shortened to {@value #MAX_MESSAGE} characters, or why it
 * could not be read, in parentheses; absent if it has none, or if messages are not to be
 * kept
 * @param stack its frames, innermost first, then those of its causes, each behind a line
 * {@code Caused by: type: message}; frames that a cause shares with the exception it
 * caused are counted, not repeated. {@value #MAX_LINES} lines at the most
 */
public record Failure(String type, @Nullable String message, List<String> stack) {

	public static final int MAX_MESSAGE = 1_000;

	public static final int MAX_LINES = 500;

}
