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

package io.taskmon.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

import io.taskmon.task.ApplicationPackages;
import io.taskmon.task.Failure;
import io.taskmon.task.Frames;

/**
 * Stacks as text: the application's own frames stand out, those of frameworks are folded
 * where the style says so. The innermost frame is always shown of stacks that tell where
 * something is, or failed.
 */
final class StackText {

	private static final String INDENT = "    ";

	// Stands below what people cancel from there
	private static final String CONSOLE = "io.taskmon.console.";

	private static final String CAUSE = "Caused by: ";

	private final Lines lines;

	private final ApplicationPackages application;

	private final List<Element> folded = new ArrayList<>();

	StackText(Lines lines, ApplicationPackages application) {
		this.lines = lines;
		this.application = application;
	}

	/**
	 * Adds a stack that tells where something came from.
	 */
	void addOrigin(List<StackTraceElement> stack) {
		add(stack, false);
	}

	/**
	 * Adds a stack that tells where something is.
	 */
	void add(List<StackTraceElement> stack) {
		add(stack, true);
	}

	private void add(List<StackTraceElement> stack, boolean withInnermost) {
		if (stack.isEmpty()) {
			this.lines.add(Tone.FAINT, INDENT + "(no stack)");
		}
		add(stack.stream().map((frame) -> new Element(frame.getClassName(), Frames.text(frame))), withInnermost);
	}

	/**
	 * Adds the stack of an exception, causes included.
	 */
	void add(Failure failure) {
		this.lines.add(Tone.BAD, Wording.exception(failure.type(), failure.message()));
		add(failure.stack().stream().map(Element::of), true);
	}

	private void add(Stream<Element> elements, boolean withInnermost) {
		boolean innermost = withInnermost;
		for (Element element : elements.toList()) {
			if (this.lines.style().folded() && !innermost && isFramework(element)) {
				this.folded.add(element);
			}
			else {
				unfold();
				add(element);
			}
			innermost = element.isCause();
		}
		unfold();
	}

	private void add(Element element) {
		if (element.isCause()) {
			this.lines.add(Tone.BAD, element.text());
		}
		else if (element.isNote()) {
			this.lines.add(Tone.FAINT, INDENT + element.text());
		}
		else {
			this.lines.add(INDENT, isFramework(element) ? Tone.FAINT : Tone.STRONG, "at " + element.text());
		}
	}

	private boolean isFramework(Element element) {
		String className = element.className();
		return !element.isCause() && !element.isNote() && !className.isEmpty()
				&& (className.startsWith(CONSOLE) || !this.application.isApplication(className));
	}

	private void unfold() {
		if (this.folded.size() > 1) {
			Set<String> families = new TreeSet<>();
			this.folded.forEach((element) -> families.add(Family.of(element.className())));
			this.lines.add(Tone.FAINT, INDENT + "… " + this.folded.size() + " frames of " + listed(families));
		}
		else {
			this.folded.forEach(this::add);
		}
		this.folded.clear();
	}

	private static String listed(Set<String> families) {
		List<String> names = new ArrayList<>(families);
		if (names.size() > 3) {
			return "frameworks";
		}
		String last = names.remove(names.size() - 1);
		return names.isEmpty() ? last : String.join(", ", names) + " and " + last;
	}

	/**
	 * A line of a stack.
	 */
	private record Element(String className, String text) {

		static Element of(String line) {
			int open = line.indexOf('(');
			int method = (open >= 0) ? line.lastIndexOf('.', open) : -1;
			return new Element((method >= 0) ? line.substring(0, method) : "", line);
		}

		boolean isCause() {
			return this.text.startsWith(CAUSE);
		}

		boolean isNote() {
			return this.text.startsWith("... ");
		}

	}

}
