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

package com.example.shop.incidents;

/**
 * Something that goes wrong on request. The shop runs one incident at a time, so
 * implementations need not be thread-safe.
 */
public interface Incident {

	/**
	 * Tells what goes wrong and where to see it.
	 * @return always the same description
	 */
	IncidentDescription description();

	/**
	 * Makes it happen, again if it has happened before, and returns once there is
	 * something to see.
	 * @return what has happened, in a sentence
	 * @throws Exception if it could not be made to happen
	 */
	String start() throws Exception;

	/**
	 * Puts things right, if there is anything to put right.
	 * @return what has been done, in a sentence
	 * @throws Exception if things could not be put right
	 */
	default String end() throws Exception {
		return "Nothing to do: this incident ends by itself.";
	}

}
