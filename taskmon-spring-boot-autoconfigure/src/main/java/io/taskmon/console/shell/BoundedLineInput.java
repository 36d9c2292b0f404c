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

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * Input of which a line cannot grow beyond {@value #MAX_LINE} bytes: what comes after
 * them is thrown away up to the end of the line.
 */
final class BoundedLineInput extends FilterInputStream {

	static final int MAX_LINE = 8_192;

	private static final int CTRL_C = 3;

	private static final int CTRL_U = 21;

	private int length;

	BoundedLineInput(InputStream in) {
		super(in);
	}

	@Override
	public int read() throws IOException {
		int next = super.read();
		while (next >= 0 && !accepts(next)) {
			next = super.read();
		}
		return next;
	}

	@Override
	public int read(byte[] buffer, int offset, int length) throws IOException {
		int kept = 0;
		while (kept == 0) {
			int count = super.read(buffer, offset, length);
			if (count <= 0) {
				return count;
			}
			for (int i = 0; i < count; i++) {
				if (accepts(buffer[offset + i])) {
					buffer[offset + kept++] = buffer[offset + i];
				}
			}
		}
		return kept;
	}

	private boolean accepts(int next) {
		if (next == '\r' || next == '\n' || next == CTRL_C || next == CTRL_U) {
			this.length = 0;
			return true;
		}
		this.length = Math.min(this.length + 1, MAX_LINE + 1);
		return this.length <= MAX_LINE;
	}

}
