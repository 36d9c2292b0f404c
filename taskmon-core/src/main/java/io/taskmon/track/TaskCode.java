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

package io.taskmon.track;

import io.taskmon.stack.CodeStacks;
import io.taskmon.stack.CreationStack;
import io.taskmon.task.ApplicationPackages;
import io.taskmon.task.Frames;
import io.taskmon.task.TaskKind;
import io.taskmon.task.TaskPreservation;
import org.jspecify.annotations.Nullable;

/**
 * What tasks have in common that run the same code: the {@code @Async} method, or the
 * class of the submitted code. Bears the budget for creation stacks. Holds text only, no
 * class. Thread-safe.
 */
public final class TaskCode {

	private final String name;

	private final TaskKind kind;

	private final boolean carrier;

	private final @Nullable String preservationKey;

	private final boolean guardian;

	private final CodeStacks stacks;

	private TaskCode(String name, TaskKind kind, boolean carrier, String preservationKey,
			TaskPreservation preservation) {
		this.name = name;
		this.kind = kind;
		this.carrier = carrier;
		this.stacks = new CodeStacks(!carrier);
		this.preservationKey = (preservation != TaskPreservation.NONE) ? preservationKey : null;
		this.guardian = preservation == TaskPreservation.UNTIL_SHUTDOWN;
	}

	/**
	 * Creates the site of a method.
	 * @param className binary name of the class
	 * @param methodName name of the method
	 * @param kind kind of the tasks
	 * @param preserved whether the method is marked
	 * @return the site
	 */
	public static TaskCode ofMethod(String className, String methodName, TaskKind kind, boolean preserved) {
		return ofMethod(className, methodName, kind, TaskPreservation.of(preserved));
	}

	/**
	 * Creates the site of a method.
	 * @param className binary name of the class
	 * @param methodName name of the method
	 * @param kind kind of the tasks
	 * @param preservation how the method is marked
	 * @return the site
	 */
	public static TaskCode ofMethod(String className, String methodName, TaskKind kind, TaskPreservation preservation) {
		return new TaskCode(Frames.simpleName(className) + "." + methodName, kind, false, className + "." + methodName,
				preservation);
	}

	/**
	 * Creates the site of submitted code. A class that is not the application's is taken
	 * for a mere carrier, submitted from many places: its tasks do not share stacks.
	 * @param className binary name of the class
	 * @param preserved whether the class is marked
	 * @return the site
	 */
	public static TaskCode ofClass(String className, boolean preserved) {
		return ofClass(className, TaskKind.EXECUTOR, TaskPreservation.of(preserved));
	}

	/**
	 * Creates the site of code of a given kind.
	 * @param className binary name of the class
	 * @param kind kind of the tasks
	 * @param preserved whether the class is marked
	 * @return the site
	 * @see #ofClass(String, boolean)
	 */
	public static TaskCode ofClass(String className, TaskKind kind, boolean preserved) {
		return ofClass(className, kind, TaskPreservation.of(preserved));
	}

	/**
	 * Creates the site of code of a given kind.
	 * @param className binary name of the class
	 * @param kind kind of the tasks
	 * @param preservation how the class is marked
	 * @return the site
	 * @see #ofClass(String, boolean)
	 */
	public static TaskCode ofClass(String className, TaskKind kind, TaskPreservation preservation) {
		return ofClass(className, kind, preservation, ApplicationPackages.UNKNOWN);
	}

	/**
	 * Creates the site of code of a given kind.
	 * @param className binary name of the class
	 * @param kind kind of the tasks
	 * @param preservation how the class is marked
	 * @param application whose classes are the application's
	 * @return the site
	 * @see #ofClass(String, boolean)
	 */
	public static TaskCode ofClass(String className, TaskKind kind, TaskPreservation preservation,
			ApplicationPackages application) {
		boolean carrier = !application.isApplication(declaringClass(className));
		return new TaskCode(Frames.simpleName(className), kind, carrier, className, preservation);
	}

	private static String declaringClass(String className) {
		int generated = className.indexOf("$$");
		return (generated < 0) ? className : className.substring(0, generated);
	}

	public String name() {
		return this.name;
	}

	public TaskKind kind() {
		return this.kind;
	}

	public boolean isGeneric() {
		return this.carrier;
	}

	public boolean isPreserved() {
		return this.preservationKey != null;
	}

	/**
	 * Returns whether the site is meant to have a live task until shutdown. It has a
	 * preservation key then.
	 */
	boolean isGuardian() {
		return this.guardian;
	}

	@Nullable String preservationKey() {
		return this.preservationKey;
	}

	public @Nullable CreationStack latestStack() {
		return this.stacks.latest();
	}

	CodeStacks stacks() {
		return this.stacks;
	}

}
