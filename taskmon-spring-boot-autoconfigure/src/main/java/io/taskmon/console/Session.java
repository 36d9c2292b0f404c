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

package io.taskmon.console;

import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;

import io.taskmon.text.TextStyle;
import org.jline.terminal.Terminal;
import org.jspecify.annotations.Nullable;

/**
 * What a command knows of those who typed it: who they are, and how to show them
 * something. For the thread of the session.
 */
final class Session implements AutoCloseable {

	private static final int WIDTH_WITHOUT_TERMINAL = TextStyle.PLAIN.width();

	private final Client client;

	private final boolean interactive;

	private final @Nullable Terminal terminal;

	private final PrintWriter out;

	private final PrintWriter err;

	private volatile boolean left;

	private volatile boolean interrupted;

	private Session(Client client, boolean interactive, @Nullable Terminal terminal, PrintWriter out, PrintWriter err) {
		this.client = client;
		this.interactive = interactive;
		this.terminal = terminal;
		this.out = out;
		this.err = err;
	}

	/**
	 * Begins a session.
	 * @param interactive whether commands are typed one after the other
	 */
	static Session begin(Client client, boolean interactive) throws IOException {
		if (client.hasTerminal()) {
			Terminal terminal = RemoteTerminal.open(client);
			return new Session(client, interactive, terminal, terminal.writer(), terminal.writer());
		}
		return new Session(client, interactive, null,
				new PrintWriter(new OutputStreamWriter(client.out(), StandardCharsets.UTF_8)),
				new PrintWriter(new OutputStreamWriter(client.err(), StandardCharsets.UTF_8)));
	}

	String user() {
		return this.client.user();
	}

	String address() {
		return this.client.address();
	}

	@Nullable Terminal terminal() {
		return this.terminal;
	}

	PrintWriter out() {
		return this.out;
	}

	/**
	 * Returns how text looks here and now, for terminals change their size.
	 */
	TextStyle style() {
		if (this.terminal == null) {
			return TextStyle.terminal(WIDTH_WITHOUT_TERMINAL, false);
		}
		boolean coloured = this.interactive && RemoteTerminal.type(this.client).hasColours()
				&& !this.client.wantsNoColour();
		return TextStyle.terminal(this.terminal.getWidth(), coloured);
	}

	/**
	 * Shows lines, page by page where they are more than a terminal shows.
	 */
	void show(String lines) {
		if (this.interactive && this.terminal != null) {
			new Pager(this.terminal).show(lines);
		}
		else {
			this.out.print(lines);
			this.out.flush();
		}
	}

	void complain(String message) {
		this.out.flush();
		this.err.println(message);
		this.err.flush();
	}

	void flush() {
		this.out.flush();
		this.err.flush();
	}

	void leave() {
		this.left = true;
	}

	/**
	 * Notes whether who typed the command wants it to end, on any thread.
	 */
	void interrupted(boolean interrupted) {
		this.interrupted = interrupted;
	}

	boolean isInterrupted() {
		return this.interrupted;
	}

	boolean isOver() {
		return this.left || this.out.checkError();
	}

	@Override
	public void close() throws IOException {
		flush();
		if (this.terminal != null) {
			this.terminal.close();
		}
	}

}
