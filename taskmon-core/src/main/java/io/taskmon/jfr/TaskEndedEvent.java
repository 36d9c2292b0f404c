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

package io.taskmon.jfr;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;

/**
 * A task ended of whose run there is no event: it never ran, its run began before the
 * recording, or its thread did not see its end.
 */
@Name("taskmon.TaskEnded")
@Label("Task Ended")
@Description("A task ended without a Task Run event: it never ran, or its run was not seen as a whole")
@Category({ "taskmon", "Tasks" })
@StackTrace(false)
final class TaskEndedEvent extends TaskEndEvent {

}
