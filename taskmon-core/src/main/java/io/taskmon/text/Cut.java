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
 * Where a text that is too long is cut.
 */
enum Cut {

	/**
	 * The beginning tells most.
	 */
	END {

		@Override
		String shortened(String text, int columns) {
			return DisplayWidth.head(text, columns - 1) + ELLIPSIS;
		}

	},

	/**
	 * Beginning and end tell most.
	 */
	MIDDLE {

		@Override
		String shortened(String text, int columns) {
			return around(text, columns, columns / 2);
		}

	},

	/**
	 * The end tells most, a place in the code: its package is left out first, then its
	 * method.
	 */
	PLACE {

		@Override
		String shortened(String text, int columns) {
			String local = withoutPackage(text);
			if (DisplayWidth.of(local) <= columns) {
				return local;
			}
			String line = withoutMethod(local);
			return (DisplayWidth.of(line) <= columns) ? line : around(line, columns, columns / 4);
		}

	};

	private static final String ELLIPSIS = "…";

	/**
	 * Cuts a text if it takes more than the given columns, at least 1.
	 */
	String apply(String text, int columns) {
		return (DisplayWidth.of(text) > columns) ? shortened(text, columns) : text;
	}

	abstract String shortened(String text, int columns);

	private static String around(String text, int columns, int headColumns) {
		String head = DisplayWidth.head(text, headColumns);
		return head + ELLIPSIS + DisplayWidth.tail(text, columns - 1 - DisplayWidth.of(head));
	}

	private static String withoutPackage(String place) {
		int open = place.indexOf('(');
		String method = (open >= 0) ? place.substring(0, open) : place;
		int type = (open >= 0) ? method.lastIndexOf('.', method.lastIndexOf('.') - 1) : method.lastIndexOf('.');
		String mark = place.startsWith("~") ? "~" : "";
		return (type > 0) ? mark + place.substring(type + 1) : place;
	}

	private static String withoutMethod(String place) {
		int open = place.indexOf('(');
		boolean complete = open >= 0 && place.endsWith(")") && place.contains(":");
		String mark = place.startsWith("~") ? "~" : "";
		return complete ? mark + place.substring(open + 1, place.length() - 1) : place;
	}

}
