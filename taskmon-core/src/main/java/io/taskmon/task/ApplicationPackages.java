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

import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * Whose classes and stack frames are the application's. Those of the packages that are
 * known to be its own are, whatever frameworks lie below an application; so are those of
 * all other packages, but for the ones of the JDK, Spring and the usual frameworks. Where
 * both have a claim the longer name has the better one: an application in
 * {@code org.springframework.samples} owns these classes, and one in {@code org} not all
 * of Spring. What has been generated, and taskmon's own capture, is nobody's. Immutable.
 */
public final class ApplicationPackages {

	/**
	 * Nothing is known of the application's own packages.
	 */
	public static final ApplicationPackages UNKNOWN = new ApplicationPackages(List.of());

	private final List<String> beginnings;

	private ApplicationPackages(List<String> beginnings) {
		this.beginnings = beginnings;
	}

	/**
	 * Names the packages of an application.
	 * @param packages their names; those below them belong to it as well
	 * @return whose classes are the application's
	 * @throws IllegalArgumentException if one of them is no name of a package
	 */
	public static ApplicationPackages of(Collection<String> packages) {
		return new ApplicationPackages(packages.stream().map(ApplicationPackages::beginning).distinct().toList());
	}

	private static String beginning(String name) {
		if (name.isEmpty() || name.startsWith(".") || name.endsWith(".") || name.contains("..")
				|| !name.chars().allMatch((each) -> each == '.' || Character.isJavaIdentifierPart(each))) {
			throw new IllegalArgumentException("No name of a package: '" + name + "'");
		}
		return name + ".";
	}

	/**
	 * Returns how the names of the classes begin that are known to be the application's.
	 * @return names of packages, each with a dot at its end
	 */
	public List<String> beginnings() {
		return this.beginnings;
	}

	/**
	 * Returns whether a class belongs to the application.
	 * @param className binary name of the class
	 * @return {@code true} if it is the application's
	 */
	public boolean isApplication(String className) {
		if (Frames.isGenerated(className) || Frames.isTracker(className)) {
			return false;
		}
		int framework = longest(Frames.frameworkPackages(), className);
		return framework == 0 || longest(this.beginnings, className) >= framework;
	}

	/**
	 * Returns whether a frame belongs to the application.
	 * @param frame the frame
	 * @return {@code true} if it is the application's
	 */
	public boolean isApplication(StackTraceElement frame) {
		return isApplication(frame.getClassName());
	}

	private static int longest(List<String> beginnings, String className) {
		int longest = 0;
		for (String beginning : beginnings) {
			if (beginning.length() > longest && className.startsWith(beginning)) {
				longest = beginning.length();
			}
		}
		return longest;
	}

	/**
	 * Returns where the application created something.
	 * @param stack frames, innermost first
	 * @return the first frame of the application, if there is one
	 */
	public Optional<StackTraceElement> firstFrame(List<StackTraceElement> stack) {
		return stack.stream().filter(this::isApplication).findFirst();
	}

	/**
	 * Returns the creation site that a creation stack shows: the first frame of the
	 * application or, where it has none, the first one that neither the JDK nor a
	 * language brings. That is where somebody has to look then.
	 * @param creationStack frames, innermost first
	 * @return the site, if there is one
	 */
	public Optional<StackTraceElement> creationSite(List<StackTraceElement> creationStack) {
		return firstFrame(creationStack)
			.or(() -> creationStack.stream().filter((frame) -> !Frames.isGround(frame.getClassName())).findFirst());
	}

}
