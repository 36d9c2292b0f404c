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

package io.taskmon.actuate.page;

import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;

/**
 * A response whose JSON is ASCII, and that is as it is otherwise. Nobody tells its
 * length, which is not known before.
 */
final class AsciiJsonResponse extends HttpServletResponseWrapper {

	private @Nullable ServletOutputStream output;

	private @Nullable PrintWriter writer;

	AsciiJsonResponse(HttpServletResponse response) {
		super(response);
	}

	@Override
	public ServletOutputStream getOutputStream() throws IOException {
		ServletOutputStream known = this.output;
		if (known == null) {
			known = isJson() ? new AsciiOutput(super.getOutputStream()) : super.getOutputStream();
			this.output = known;
		}
		return known;
	}

	@Override
	public PrintWriter getWriter() throws IOException {
		PrintWriter known = this.writer;
		if (known == null) {
			known = isJson() ? new PrintWriter(new OutputStreamWriter(getOutputStream(), StandardCharsets.UTF_8))
					: super.getWriter();
			this.writer = known;
		}
		return known;
	}

	private boolean isJson() {
		String type = getContentType();
		return type != null && AsciiJson.isJson(type);
	}

	@Override
	public void flushBuffer() throws IOException {
		if (this.writer != null) {
			this.writer.flush();
		}
		super.flushBuffer();
	}

	@Override
	public void setContentLength(int length) {
		// Not known
	}

	@Override
	public void setContentLengthLong(long length) {
		// Not known
	}

	@Override
	public void setHeader(String name, String value) {
		if (!HttpHeaders.CONTENT_LENGTH.equalsIgnoreCase(name)) {
			super.setHeader(name, value);
		}
	}

	@Override
	public void addHeader(String name, String value) {
		if (!HttpHeaders.CONTENT_LENGTH.equalsIgnoreCase(name)) {
			super.addHeader(name, value);
		}
	}

	@Override
	public void setIntHeader(String name, int value) {
		setHeader(name, Integer.toString(value));
	}

	@Override
	public void addIntHeader(String name, int value) {
		addHeader(name, Integer.toString(value));
	}

	private static final class AsciiOutput extends ServletOutputStream {

		private final AsciiJson json = new AsciiJson();

		private final ServletOutputStream output;

		AsciiOutput(ServletOutputStream output) {
			this.output = output;
		}

		@Override
		public void write(int unit) throws IOException {
			write(new byte[] { (byte) unit }, 0, 1);
		}

		@Override
		public void write(byte[] bytes, int offset, int length) throws IOException {
			this.output.write(this.json.next(bytes, offset, length));
		}

		@Override
		public void flush() throws IOException {
			this.output.flush();
		}

		@Override
		public void close() throws IOException {
			this.output.close();
		}

		@Override
		public boolean isReady() {
			return this.output.isReady();
		}

		@Override
		public void setWriteListener(WriteListener listener) {
			this.output.setWriteListener(listener);
		}

	}

}
