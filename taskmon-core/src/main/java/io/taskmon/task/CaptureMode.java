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

/**
 * When the creation stack of a task is captured, as long as live tasks hold fewer than
 * {@link CaptureSettings#maxLiveStacks()} of their own.
 */
public enum CaptureMode {

	/**
	 * Each task has its own stack while its site is within its budget; beyond it tasks
	 * share the latest stack of their site.
	 */
	ADAPTIVE,

	/**
	 * Each task has its own stack.
	 */
	ALWAYS,

	/**
	 * Only the first task of a site has its own stack, the others share it.
	 */
	SITE,

	/**
	 * No stacks.
	 */
	OFF

}
