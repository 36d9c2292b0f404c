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

package io.taskmon.spi;

/**
 * Is told of what goes wrong inside taskmon: of exceptions on the thread on which they
 * occurred, possibly concurrently; of an {@link Error}, such as an overflow of the stack,
 * later on the housekeeping thread, and only of the latest one. What it throws goes no
 * further; it is then told once more, on that thread.
 */
@FunctionalInterface
public interface FaultListener {

	/**
	 * Called for each fault.
	 * @param activity what taskmon was doing
	 * @param fault what went wrong
	 */
	void onFault(String activity, Throwable fault);

}
