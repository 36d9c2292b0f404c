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
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;

/**
 * Aligned columns under their titles. Cells may hold any text.
 */
final class Table {

	private static final String GAP = "  ";

	private final List<Column> columns;

	private final List<List<Cell>> rows = new ArrayList<>();

	Table(Column... columns) {
		this.columns = List.of(columns);
		this.rows.add(this.columns.stream().map((column) -> Cell.of(column.title(), Tone.STRONG)).toList());
	}

	void row(@Nullable String... cells) {
		this.rows.add(Arrays.stream(cells).map(Cell::of).toList());
	}

	void row(Cell... cells) {
		this.rows.add(List.of(cells));
	}

	/**
	 * Returns the lines of the table, none wider than the style allows.
	 */
	List<String> lines(TextStyle style) {
		int[] widths = widths(style.width());
		return this.rows.stream().map((row) -> line(row, widths, style)).toList();
	}

	private int[] widths(int maxWidth) {
		int[] widths = IntStream.range(0, this.columns.size()).map(this::naturalWidth).toArray();
		if (maxWidth > 0) {
			leaveOut(widths, maxWidth);
			int excess = total(widths) - maxWidth;
			while (excess > 0 && shrink(widths)) {
				excess--;
			}
		}
		return widths;
	}

	private int naturalWidth(int column) {
		return this.rows.stream().mapToInt((row) -> DisplayWidth.of(row.get(column).text())).max().orElse(0);
	}

	// A width of 0 says that the column is left out
	private void leaveOut(int[] widths, int maxWidth) {
		List<Integer> spare = IntStream.range(0, widths.length)
			.filter((i) -> this.columns.get(i).rank() > 0)
			.boxed()
			.sorted(Comparator.comparing((Integer i) -> this.columns.get(i).rank()).reversed())
			.toList();
		for (int i = 0; i < spare.size() && total(leastWidths(widths)) > maxWidth; i++) {
			widths[spare.get(i)] = 0;
		}
	}

	private int[] leastWidths(int[] widths) {
		return IntStream.range(0, widths.length).map((i) -> this.columns.get(i).leastWidth(widths[i])).toArray();
	}

	private static int total(int[] widths) {
		int shown = (int) IntStream.of(widths).filter((width) -> width > 0).count();
		return IntStream.of(widths).sum() + GAP.length() * (shown - 1);
	}

	private boolean shrink(int[] widths) {
		int widest = -1;
		for (int i = 0; i < widths.length; i++) {
			if (this.columns.get(i).canShrinkFrom(widths[i]) && (widest < 0 || widths[i] > widths[widest])) {
				widest = i;
			}
		}
		if (widest >= 0) {
			widths[widest]--;
		}
		return widest >= 0;
	}

	private String line(List<Cell> row, int[] widths, TextStyle style) {
		Line line = new Line(style);
		for (int i = 0; i < widths.length; i++) {
			if (widths[i] > 0) {
				Column column = this.columns.get(i);
				Cell cell = row.get(i);
				line.add(new Cell(column.cut(cell.text(), widths[i]), cell.tone()), widths[i], column.alignRight());
			}
		}
		return line.toString();
	}

	/**
	 * A line that never grows wider than its style allows. Padding is added when more
	 * text follows.
	 */
	private static final class Line {

		private final TextStyle style;

		private final StringBuilder text = new StringBuilder();

		private int width;

		private String padding = "";

		Line(TextStyle style) {
			this.style = style;
		}

		void add(Cell cell, int width, boolean alignRight) {
			String space = " ".repeat(Math.max(width - DisplayWidth.of(cell.text()), 0));
			if (!cell.text().isEmpty()) {
				add(this.padding + (alignRight ? space : ""), Tone.NORMAL);
				add(cell.text(), cell.tone());
				this.padding = alignRight ? GAP : space + GAP;
			}
			else {
				this.padding += space + GAP;
			}
		}

		private void add(String piece, Tone tone) {
			int room = (this.style.width() > 0) ? this.style.width() - this.width : Integer.MAX_VALUE;
			String fitting = (room > 0) ? Cut.END.apply(piece, room) : "";
			this.text.append(this.style.paint(tone, fitting));
			this.width += DisplayWidth.of(fitting);
		}

		@Override
		public String toString() {
			return this.text.toString();
		}

	}

}
