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

/**
 * How text is made to look. Immutable.
 *
 * @param width columns that a line of a table may take, 0 for no limit
 * @param coloured whether outcomes, names and the application's frames stand out in
 * colour, by escape sequences
 * @param folded whether frames of frameworks are counted instead of shown
 * @param relative whether tables tell how long ago something was instead of when
 */
public record TextStyle(int width, boolean coloured, boolean folded, boolean relative) {

	/**
	 * Text for whatever reads it: wide, complete, without colours.
	 */
	public static final TextStyle PLAIN = new TextStyle(250, false, false, false);

	/**
	 * Returns the style for a person at a terminal.
	 * @param width columns of the terminal
	 * @param coloured whether the terminal shows colours
	 * @return the style
	 */
	public static TextStyle terminal(int width, boolean coloured) {
		return new TextStyle(width, coloured, true, true);
	}

	/**
	 * Returns this style with all frames.
	 * @return the style
	 */
	public TextStyle withAllFrames() {
		return new TextStyle(this.width, this.coloured, false, this.relative);
	}

	String paint(Tone tone, String text) {
		return this.coloured ? tone.paint(text) : text;
	}

}
