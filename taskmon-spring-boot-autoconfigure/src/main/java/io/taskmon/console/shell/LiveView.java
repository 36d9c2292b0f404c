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

import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

import org.jline.terminal.Terminal;
import org.jline.terminal.Terminal.SignalHandler;
import org.jline.utils.AttributedString;

/**
 * Shows rows on a screen of their own, again and again, until {@code q} or Ctrl-C is
 * typed; {@code s} changes the order. A change of the terminal's size is seen at the next
 * refresh.
 *
 * @param <O> the orders that rows can have
 */
final class LiveView<O extends Enum<O>> {

	private static final Duration INTERVAL = Duration.ofSeconds(1);

	private static final String ENTER = "\u001b[?1049h\u001b[?25l";

	private static final String LEAVE = "\u001b[?25h\u001b[?1049l";

	private static final String HOME = "\u001b[H";

	private static final String CLEAR_REST_OF_LINE = "\u001b[K";

	private static final String CLEAR_REST_OF_SCREEN = "\u001b[J";

	private final ShellSession session;

	private final Terminal terminal;

	private final PrintWriter out;

	private final Function<O, String> rows;

	private O order;

	LiveView(ShellSession session, Terminal terminal, O order, Function<O, String> rows) {
		this.session = session;
		this.terminal = terminal;
		this.out = terminal.writer();
		this.order = order;
		this.rows = rows;
	}

	void run() {
		SignalHandler previous = this.terminal.handle(Terminal.Signal.WINCH, (signal) -> {
		});
		try (Keys keys = new Keys(this.terminal)) {
			this.out.print(ENTER);
			int key = Keys.NONE;
			while (key != 'q' && key != 'Q' && !this.session.isOver()) {
				draw();
				key = keys.next(INTERVAL);
				this.order = (key == 's') ? next(this.order) : this.order;
			}
		}
		finally {
			this.out.print(LEAVE);
			this.out.flush();
			this.terminal.handle(Terminal.Signal.WINCH, previous);
		}
	}

	private static <O extends Enum<O>> O next(O order) {
		List<O> all = List.of(order.getDeclaringClass().getEnumConstants());
		return all.get((all.indexOf(order) + 1) % all.size());
	}

	private void draw() {
		List<String> lines = this.rows.apply(this.order).lines().toList();
		int height = Math.max(this.terminal.getHeight() - 1, 1);
		int width = this.terminal.getWidth();
		StringBuilder screen = new StringBuilder(HOME);
		lines.stream()
			.limit(height)
			.forEach((line) -> screen.append(cut(line, width)).append(CLEAR_REST_OF_LINE).append('\n'));
		screen.append(CLEAR_REST_OF_SCREEN).append(footer());
		this.out.print(screen);
		this.out.flush();
	}

	// A line that wraps would push the first off the screen
	private static String cut(String line, int width) {
		AttributedString text = AttributedString.fromAnsi(line);
		return (text.columnLength() > width) ? text.columnSubSequence(0, width).toAnsi() : line;
	}

	private String footer() {
		String footer = "q leaves, s sorts (by " + this.order.name().toLowerCase(Locale.ROOT) + ")";
		return footer.substring(0, Math.min(footer.length(), this.terminal.getWidth() - 1));
	}

}
