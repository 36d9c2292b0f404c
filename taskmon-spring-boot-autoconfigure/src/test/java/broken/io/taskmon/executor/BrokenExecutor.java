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

package broken.io.taskmon.executor;

import broken.io.taskmon.BrokenFace;
import broken.io.taskmon.spring.BrokenSpring;
import broken.io.taskmon.text.BrokenText;
import broken.io.taskmon.track.BrokenTrack;
import org.jspecify.annotations.Nullable;

import org.springframework.core.task.TaskExecutor;

/**
 * What the executors must not do, and what they may.
 */
public class BrokenExecutor {

	@Nullable Runnable allowed;

	BrokenFace face;

	BrokenTrack core;

	public static class NeedsSpring {

		TaskExecutor executor;

	}

	public static class NeedsHooksIntoSpring {

		BrokenSpring spring;

	}

	public static class NeedsText {

		BrokenText text;

	}

}
