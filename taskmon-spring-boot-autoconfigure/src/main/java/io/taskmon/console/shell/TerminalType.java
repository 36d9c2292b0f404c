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

package io.taskmon.console.shell;

import java.util.Locale;

import org.jline.utils.InfoCmp;

/**
 * The types of terminals that are known. What a client says its terminal is never reaches
 * anything that would look it up outside the process.
 */
enum TerminalType {

	DUMB("dumb"), ANSI("ansi"), XTERM("xterm"), XTERM_256COLOR("xterm-256color"), SCREEN("screen"),
	SCREEN_256COLOR("screen-256color"), RXVT("rxvt"), RXVT_UNICODE_256COLOR("rxvt-unicode-256color");

	private final String terminfoName;

	TerminalType(String terminfoName) {
		this.terminfoName = terminfoName;
	}

	/**
	 * Returns the nearest of the known types.
	 * @param name what the client says, which may be anything
	 */
	static TerminalType of(String name) {
		String lowerCase = name.toLowerCase(Locale.ROOT);
		boolean manyColours = lowerCase.endsWith("256color") || lowerCase.endsWith("direct");
		if (lowerCase.startsWith("screen") || lowerCase.startsWith("tmux")) {
			return manyColours ? SCREEN_256COLOR : SCREEN;
		}
		if (lowerCase.startsWith("rxvt")) {
			return manyColours ? RXVT_UNICODE_256COLOR : RXVT;
		}
		if (lowerCase.startsWith("xterm") || lowerCase.startsWith("alacritty") || lowerCase.startsWith("foot")
				|| lowerCase.startsWith("vte")) {
			return manyColours ? XTERM_256COLOR : XTERM;
		}
		boolean dumb = lowerCase.isEmpty() || lowerCase.equals("dumb") || lowerCase.equals("unknown");
		return dumb ? DUMB : ANSI;
	}

	/**
	 * Returns the name under which JLine knows the type, without starting a process.
	 */
	String terminfoName() {
		if (InfoCmp.getLoadedInfoCmp(this.terminfoName) == null) {
			InfoCmp.setLoadedInfoCmp(this.terminfoName, InfoCmp.getDefaultInfoCmp(this.terminfoName));
		}
		return this.terminfoName;
	}

	boolean hasColours() {
		return this != DUMB;
	}

}
