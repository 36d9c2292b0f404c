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
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;
import org.springframework.util.MimeType;

/**
 * The page for browsers: a document that is the same for all of the endpoint's paths, and
 * the files that it consists of. All addresses in it are relative. Thread-safe.
 */
public final class TasksPage {

	/**
	 * Path segment below which the files are.
	 */
	public static final String PATH = "page";

	private static final MimeType HTML = type("text", "html");

	private static final String DOCUMENT = "page.html";

	private static final String PATH_VARIABLE = "@page@";

	private static final Map<String, MimeType> TYPES = Map.of("js", type("text", "javascript"), "css",
			type("text", "css"), "svg", type("image", "svg+xml"));

	private final Map<String, String> files = new ConcurrentHashMap<>();

	/**
	 * Returns the document.
	 * @param status HTTP status of what it shows
	 * @param path relative path to its files, with a slash at its end
	 * @return the answer
	 */
	public WebEndpointResponse<Object> document(int status, String path) {
		return new WebEndpointResponse<>(file(DOCUMENT).replace(PATH_VARIABLE, path), status, HTML);
	}

	/**
	 * Returns whether there is a file.
	 * @param name its name
	 * @return {@code true} if the page has it
	 */
	public boolean has(String name) {
		return name.matches("[a-z]+\\.(js|css|svg)") && resource(name) != null;
	}

	/**
	 * Returns a file.
	 * @param name the name of one that there is
	 * @return the answer
	 */
	public WebEndpointResponse<Object> answer(String name) {
		return new WebEndpointResponse<>(file(name), WebEndpointResponse.STATUS_OK,
				TYPES.get(name.substring(name.lastIndexOf('.') + 1)));
	}

	private String file(String name) {
		return this.files.computeIfAbsent(name, TasksPage::read);
	}

	private static String read(String name) {
		try (InputStream content = TasksPage.class.getResourceAsStream(name)) {
			if (content == null) {
				throw new IllegalStateException("The page lacks " + name);
			}
			return new String(content.readAllBytes(), StandardCharsets.UTF_8);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static @Nullable URL resource(String name) {
		return TasksPage.class.getResource(name);
	}

	private static MimeType type(String type, String subtype) {
		return new MimeType(type, subtype, StandardCharsets.UTF_8);
	}

}
