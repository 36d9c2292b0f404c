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

package io.taskmon;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks tasks whose terminations are to be kept in the termination log, whatever else
 * ends after them.
 * <p>
 * The termination log forgets its oldest entries. A loop that is meant to run for ever
 * ends once, and its end is what somebody will look for days later: marked, it cannot be
 * evicted by the terminations of other tasks. The mark belongs on
 * <ul>
 * <li>a method annotated with {@code @Async} or {@code @Scheduled}: it covers each of its
 * executions;</li>
 * <li>a class that implements {@link Runnable} or {@link java.util.concurrent.Callable}:
 * it covers each of its instances that an executor is given, and those of its subclasses.
 * A mark on an interface is not inherited by the classes that implement it.</li>
 * </ul>
 * Elsewhere it has no effect, and it never alters how a task runs.
 * <p>
 * What is kept is bounded: every marked method and every marked class has a quota of its
 * own, {@code taskmon.termination-log.preserved-capacity}, within which its newest
 * terminations stay and its older ones give way. A subclass has a quota of its own.
 *
 * <pre class="code">
 * &#64;Async
 * &#64;PreserveTerminationLog
 * public void pollForEver() {
 *     // its end is kept, with its exception and creation chain
 * }
 * </pre>
 */
@Documented
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target({ ElementType.METHOD, ElementType.TYPE })
public @interface PreserveTerminationLog {

	/**
	 * Whether the method or code is meant to run as long as the application: a guardian,
	 * such as a loop that polls. Once the last of its tasks has ended, however it ended,
	 * the guardian is dead until another one begins: health says so, and which task it
	 * was, when and why it ended. What ends while the application shuts down does not
	 * count.
	 * <p>
	 * On a {@code @Scheduled} method each run is a task: a guardian only if one run goes
	 * on until shutdown.
	 * @return whether it is meant to run until shutdown
	 */
	boolean untilShutdown() default false;

}
