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

import org.jline.terminal.Terminal;
import org.jline.utils.AttributedString;

/**
 * Shows long text page by page: space for the next page, return for the next line, G for
 * the rest, q to leave.
 */
final class Pager {

	private static final String PROMPT = "-- more: space, return, G, q --";

	private static final int CTRL_D = 4;

	private static final String CLEAR_LINE = "\r\u001b[K";

	private final Terminal terminal;

	private final PrintWriter out;

	Pager(Terminal terminal) {
		this.terminal = terminal;
		this.out = terminal.writer();
	}

	void show(String text) {
		List<String> lines = text.lines().toList();
		if (lines.stream().mapToInt(this::rows).sum() < this.terminal.getHeight()) {
			this.out.print(text);
			this.out.flush();
			return;
		}
		try (Keys keys = new Keys(this.terminal)) {
			page(lines, keys);
		}
	}

	private void page(List<String> lines, Keys keys) {
		int room = pageSize();
		for (String line : lines) {
			if (room <= 0) {
				room = ask(keys);
			}
			if (room < 0) {
				return;
			}
			this.out.println(line);
			room -= rows(line);
		}
		this.out.flush();
	}

	/**
	 * Returns how many more rows to show, -1 for none.
	 */
	private int ask(Keys keys) {
		this.out.print(PROMPT);
		this.out.flush();
		while (true) {
			int room = room(keys.next(Duration.ZERO));
			if (room != 0) {
				this.out.print(CLEAR_LINE);
				this.out.flush();
				return room;
			}
		}
	}

	private int room(int key) {
		return switch (key) {
			case ' ', 'f' -> pageSize();
			case '\r', '\n', 'j' -> 1;
			case 'd' -> Math.max(pageSize() / 2, 1);
			case 'G', 'e' -> Integer.MAX_VALUE;
			case 'q', 'Q', CTRL_D -> -1;
			default -> 0;
		};
	}

	private int pageSize() {
		return Math.max(this.terminal.getHeight() - 1, 1);
	}

	private int rows(String line) {
		int width = AttributedString.fromAnsi(line).columnLength();
		return Math.max((width + this.terminal.getWidth() - 1) / this.terminal.getWidth(), 1);
	}

}
