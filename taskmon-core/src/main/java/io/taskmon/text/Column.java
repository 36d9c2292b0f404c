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

import org.jspecify.annotations.Nullable;

/**
 * A column of a {@link Table}.
 *
 * @param title its title
 * @param alignRight whether its cells are aligned right
 * @param cut where its cells are cut to make it narrower, {@code null} if they must not
 * be
 * @param minWidth what it takes at least when its cells are cut
 * @param rank 0 if the table needs it, else the higher, the sooner it is left out of a
 * table that is too wide
 */
record Column(String title, boolean alignRight, @Nullable Cut cut, int minWidth, int rank) {

	/**
	 * What a column may take, for text that others chose may be of any length.
	 */
	static final int MAX_WIDTH = 200;

	static Column number(String title) {
		return new Column(title, true, null, 0, 0);
	}

	static Column word(String title) {
		return new Column(title, false, null, 0, 0);
	}

	static Column text(String title) {
		return new Column(title, false, Cut.END, 16, 0);
	}

	static Column name(String title) {
		return new Column(title, false, Cut.MIDDLE, 20, 0);
	}

	static Column place(String title) {
		return new Column(title, false, Cut.PLACE, 20, 0);
	}

	/**
	 * Returns this column as one that a narrow table may leave out.
	 */
	Column spare(int rank) {
		return new Column(this.title, this.alignRight, this.cut, this.minWidth, rank);
	}

	boolean canShrinkFrom(int width) {
		return this.cut != null && width > Math.max(this.minWidth, this.title.length());
	}

	/**
	 * Returns the least width of this column whose cells take the given one.
	 */
	int leastWidth(int width) {
		return canShrinkFrom(width) ? Math.max(this.minWidth, this.title.length()) : width;
	}

	/**
	 * Cuts a cell to at most the given width.
	 */
	String cut(String cell, int width) {
		return ((this.cut != null) ? this.cut : Cut.END).apply(cell, width);
	}

}
