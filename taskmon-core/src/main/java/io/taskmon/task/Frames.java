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

import java.util.List;
import java.util.stream.Stream;

/**
 * How stack frames are read and written: whose they are, and as what text.
 */
public final class Frames {

	private static final String OURS = "io.taskmon.";

	// Not those that show tasks, or act on them because somebody asked for it
	private static final List<String> TRACKER = Stream
		.of("executor", "fault", "observe", "read", "spring", "stack", "tally", "task", "track", "upkeep")
		.map((room) -> OURS + room + ".")
		.toList();

	// Below every framework
	private static final List<String> GROUND = List.of("java.", "javax.", "jdk.", "sun.", "com.sun.", "kotlin.",
			"kotlinx.", "scala.", "groovy.");

	private static final List<String> FRAMEWORK = Stream
		.concat(Stream.of("java.", "javax.", "jdk.", "sun.", "com.sun.", "jakarta.", "kotlin.", "kotlinx.", "scala.",
				"groovy.", "org.springframework.", "org.aspectj.", "org.aopalliance.", "org.apache.catalina.",
				"org.apache.coyote.", "org.apache.tomcat.", "org.eclipse.jetty.", "io.undertow.", "org.glassfish.",
				"io.netty.", "reactor.", "org.reactivestreams.", "io.micrometer.", "io.opentelemetry.",
				"org.hibernate.", "com.zaxxer.hikari.", "org.slf4j.", "ch.qos.logback.", "org.apache.logging.",
				"com.fasterxml.", "tools.jackson.", "net.bytebuddy."), TRACKER.stream())
		.toList();

	private Frames() {
	}

	/**
	 * Returns the packages that are taken for frameworks below an application.
	 * @return beginnings of class names
	 * @see ApplicationPackages#isApplication(String)
	 */
	public static List<String> frameworkPackages() {
		return FRAMEWORK;
	}

	/**
	 * Writes a frame as {@code com.acme.Type.method(Type.java:42)}, without module and
	 * class loader.
	 * @param frame the frame
	 * @return its text
	 */
	public static String text(StackTraceElement frame) {
		return frame.getClassName() + "." + frame.getMethodName() + "(" + place(frame) + ")";
	}

	/**
	 * Writes a frame as {@link #text(StackTraceElement)} does, with the method in which a
	 * lambda stands in the place of the lambda.
	 * @param frame the frame
	 * @return its text
	 */
	public static String siteText(StackTraceElement frame) {
		return frame.getClassName() + "." + readableMethod(frame.getMethodName()) + "(" + place(frame) + ")";
	}

	public static boolean isTracker(StackTraceElement frame) {
		return isTracker(frame.getClassName());
	}

	public static boolean isTracker(String className) {
		return className.startsWith(OURS) && TRACKER.stream().anyMatch(className::startsWith);
	}

	/**
	 * Returns whether a class tells nothing of who created a task: the JDK, a language or
	 * taskmon brings it, or it was generated.
	 */
	static boolean isGround(String className) {
		return isGenerated(className) || isTracker(className) || GROUND.stream().anyMatch(className::startsWith);
	}

	static boolean isGenerated(String className) {
		return className.contains("$$") || className.startsWith("$Proxy", className.lastIndexOf('.') + 1);
	}

	/**
	 * Writes the method of a frame as {@code Type.method}.
	 */
	public static String shortMethod(StackTraceElement frame) {
		return simpleName(frame.getClassName()) + "." + readableMethod(frame.getMethodName());
	}

	/**
	 * Writes the name of a class without its package, the class it is nested in and what
	 * a compiler or proxy generator appended: {@code OrderController.lambda} for a
	 * lambda, {@code OrderController$1} for an anonymous class.
	 * @param className binary name of the class
	 * @return its readable name
	 */
	public static String simpleName(String className) {
		int end = endOfName(className);
		String name = className.substring(className.lastIndexOf('.', end) + 1, end);
		int generated = name.indexOf("$$");
		if (generated < 0) {
			return innermost(name);
		}
		String declaring = innermost(name.substring(0, generated));
		return name.startsWith("$$Lambda", generated) ? declaring + ".lambda" : declaring;
	}

	// An anonymous or local class has a number there, which says little by itself
	private static String innermost(String name) {
		int start = 0;
		for (int next = name.indexOf('$'); next >= 0; next = name.indexOf('$', next + 1)) {
			if (next + 1 < name.length() && Character.isLetter(name.charAt(next + 1))) {
				start = next + 1;
			}
		}
		return name.substring(start);
	}

	// The name of a hidden class ends in a slash and a number, after which no package can
	// come
	private static int endOfName(String className) {
		int slash = className.indexOf('/');
		return (slash < 0) ? className.length() : slash;
	}

	private static String readableMethod(String methodName) {
		if (!methodName.startsWith("lambda$")) {
			return methodName;
		}
		int last = methodName.lastIndexOf('$');
		return (last > "lambda$".length()) ? methodName.substring("lambda$".length(), last) : methodName;
	}

	private static String place(StackTraceElement frame) {
		if (frame.isNativeMethod()) {
			return "Native Method";
		}
		if (frame.getFileName() == null) {
			return "Unknown Source";
		}
		return (frame.getLineNumber() >= 0) ? frame.getFileName() + ":" + frame.getLineNumber() : frame.getFileName();
	}

}
