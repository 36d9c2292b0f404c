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

import java.time.Duration;

/**
 * How many tasks have ended in one way since the start, and how long they had waited and
 * run. Of a task that was cancelled while it ran, the time until then counts.
 *
 * @param label what they have in common: bean name of the executor, or their own name
 * @param outcome how they ended
 * @param ended how many they are
 * @param waited how many of them had waited: all but rejected ones
 * @param waiting how long these had waited, until their start or else until their end
 * @param ran how many of them had begun to run
 * @param running how long these had run
 */
public record EndedTotals(String label, TaskOutcome outcome, long ended, long waited, Duration waiting, long ran,
		Duration running) {

}
