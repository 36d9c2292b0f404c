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

import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.function.Function;

import io.taskmon.console.command.Session;
import io.taskmon.text.TextStyle;
import org.jline.terminal.Terminal;
import org.jline.utils.InfoCmp.Capability;
import org.jspecify.annotations.Nullable;

/**
 * A session of a client, with a terminal or without. For its thread, but for
 * {@link #interrupted}.
 */
final class ShellSession implements Session, AutoCloseable {

	private static final int WIDTH_WITHOUT_TERMINAL = TextStyle.PLAIN.width();

	private final Client client;

	private final boolean interactive;

	private final @Nullable Terminal terminal;

	private final PrintWriter out;

	private final PrintWriter err;

	private volatile boolean left;

	private volatile boolean interrupted;

	private ShellSession(Client client, boolean interactive, @Nullable Terminal terminal, PrintWriter out,
			PrintWriter err) {
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
	static ShellSession begin(Client client, boolean interactive) throws IOException {
		if (client.hasTerminal()) {
			Terminal terminal = RemoteTerminal.open(client);
			return new ShellSession(client, interactive, terminal, terminal.writer(), terminal.writer());
		}
		return new ShellSession(client, interactive, null,
				new PrintWriter(new OutputStreamWriter(client.out(), StandardCharsets.UTF_8)),
				new PrintWriter(new OutputStreamWriter(client.err(), StandardCharsets.UTF_8)));
	}

	@Override
	public String user() {
		return this.client.user();
	}

	@Override
	public String address() {
		return this.client.address();
	}

	@Nullable Terminal terminal() {
		return this.terminal;
	}

	PrintWriter out() {
		return this.out;
	}

	@Override
	public TextStyle style() {
		if (this.terminal == null) {
			return TextStyle.terminal(WIDTH_WITHOUT_TERMINAL, false);
		}
		boolean coloured = this.interactive && this.client.terminalType().hasColours() && !this.client.wantsNoColour();
		return TextStyle.terminal(this.terminal.getWidth(), coloured);
	}

	@Override
	public void show(String lines) {
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

	@Override
	public boolean hasTerminal() {
		return this.terminal != null;
	}

	@Override
	public <O extends Enum<O>> void watch(O first, Function<O, String> rows) {
		if (this.terminal != null) {
			new LiveView<>(this, this.terminal, first, rows).run();
		}
	}

	@Override
	public void clear() {
		if (this.terminal != null) {
			this.terminal.puts(Capability.clear_screen);
			this.terminal.flush();
		}
	}

	@Override
	public void leave() {
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
