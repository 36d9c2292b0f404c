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

package io.taskmon.console.command;

import java.util.function.Function;

import io.taskmon.text.TextStyle;

/**
 * What a command knows of those who typed it: who they are, and how to show them
 * something. For the thread of the session.
 */
public interface Session {

	/**
	 * Returns who they are.
	 * @return name of the user
	 */
	String user();

	/**
	 * Returns from where they come.
	 * @return an address, for people
	 */
	String address();

	/**
	 * Returns how text looks here and now, for terminals change their size.
	 * @return the style to write with, now
	 */
	TextStyle style();

	/**
	 * Shows lines, page by page where they are more than a terminal shows.
	 * @param lines the lines, each with its end
	 */
	void show(String lines);

	/**
	 * Returns whether there is a terminal to {@link #watch watch} on.
	 * @return whether there is one
	 */
	boolean hasTerminal();

	/**
	 * Shows rows on the terminal again and again, until whoever looks at them has had
	 * enough. They may choose another order meanwhile. Does nothing without a terminal.
	 * @param <O> the orders that there are
	 * @param first the order to begin with
	 * @param rows gives the rows in an order, as they are now
	 */
	<O extends Enum<O>> void watch(O first, Function<O, String> rows);

	/**
	 * Clears the terminal, if there is one.
	 */
	void clear();

	/**
	 * Ends the session after the command.
	 */
	void leave();

}
