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

package io.taskmon.diagnosis;

/**
 * Is told when a finding comes and when it goes, once a second or so, by one thread at a
 * time. What it throws is reported as an error of taskmon's, and harms nobody.
 */
public interface FindingListener {

	/**
	 * Says that something is wrong that was not before.
	 * @param finding what it is
	 */
	void raised(Finding finding);

	/**
	 * Says that something is no longer wrong.
	 * @param finding what it was when it was seen last
	 */
	void cleared(Finding finding);

}
