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

package io.taskmon.executor.submission;

import java.lang.ref.WeakReference;
import java.util.concurrent.ThreadLocalRandom;

import io.taskmon.track.TaskCode;
import org.jspecify.annotations.Nullable;

/**
 * What is known of the classes of the code that one executor is given. Most are given
 * code of the same class over and over: its last one is known without a look-up.
 * Thread-safe.
 */
final class CodeClasses {

	/**
	 * An executor that is given code of many classes gains nothing by the last one, and
	 * must not pay for remembering each.
	 */
	private static final int LOOK_UPS_TO_REMEMBER_ONE = 16;

	private static final WeakReference<Class<?>> NONE = new WeakReference<>(null);

	private final TaskCodes sites;

	private final Wrappings wrappings;

	private volatile @Nullable CodeClass last;

	CodeClasses(TaskCodes sites, Wrappings wrappings) {
		this.sites = sites;
		this.wrappings = wrappings;
	}

	CodeClass of(Class<?> type) {
		CodeClass known = this.last;
		return (known != null && known.type().refersTo(type)) ? known : lookUp(type);
	}

	private CodeClass lookUp(Class<?> type) {
		// By chance, for a count would be written by the threads of all submissions
		boolean remembered = this.last == null || ThreadLocalRandom.current().nextInt(LOOK_UPS_TO_REMEMBER_ONE) == 0;
		CodeClass found = new CodeClass(remembered ? new WeakReference<>(type) : NONE, this.sites.of(type),
				ResultHolder.of(type), this.wrappings.handlesErrors(type) || Carriers.mayBe(type));
		if (remembered) {
			this.last = found;
		}
		return found;
	}

	/**
	 * What is known of a class of code.
	 *
	 * @param type the class, which may go; none if it is not remembered
	 * @param code its site
	 * @param resultHolder who knows how its code ended
	 * @param mayBeTracked whether its objects, or what they wrap, may be tracked already
	 */
	record CodeClass(WeakReference<Class<?>> type, TaskCode code, ResultHolder resultHolder, boolean mayBeTracked) {

	}

}
