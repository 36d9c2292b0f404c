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

/**
 * Link of a creation chain: a task and the stack that submitted it.
 *
 * @param id id of the task
 * @param name name of the task
 * @param stack its creation stack, innermost frame first; empty if none was captured
 * @param leftOut how many links are left out between the one before and this one
 */
public record Creation(long id, String name, List<StackTraceElement> stack, int leftOut) {

}
