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

package io.taskmon.actuate;

import java.util.function.Supplier;

import io.taskmon.actuate.page.TasksMediaType;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.endpoint.OperationResponseBody;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;

/**
 * Answer to a request over HTTP, in whichever media type the client accepts.
 *
 * @param status HTTP status
 * @param descriptor gives the answer for JSON
 * @param text gives the answer as text, {@code null} if there is none
 */
record Answer(int status, Supplier<OperationResponseBody> descriptor, @Nullable Supplier<String> text) {

	private static final int STATUS_CONFLICT = 409;

	/**
	 * Returns the answer that the given action has, or that it was asked wrongly.
	 */
	static Answer of(Supplier<Answer> action) {
		try {
			return action.get();
		}
		catch (InvalidParameterException ex) {
			return error(WebEndpointResponse.STATUS_BAD_REQUEST, "Bad Request", ex.description());
		}
	}

	static Answer ok(Supplier<OperationResponseBody> descriptor, Supplier<String> text) {
		return new Answer(WebEndpointResponse.STATUS_OK, descriptor, text);
	}

	static Answer conflict(CancellationDescriptor cancellation) {
		return new Answer(STATUS_CONFLICT, () -> cancellation, () -> cancellation.message() + "\n");
	}

	static Answer notFound(String message) {
		return error(WebEndpointResponse.STATUS_NOT_FOUND, "Not Found", message);
	}

	private static Answer error(int status, String error, String message) {
		return new Answer(status, () -> new ErrorDescriptor(status, error, message), () -> message + "\n");
	}

	/**
	 * Returns an answer that is JSON whatever else the client accepts.
	 */
	static Answer json(OperationResponseBody descriptor) {
		return new Answer(WebEndpointResponse.STATUS_OK, () -> descriptor, null);
	}

	/**
	 * Returns the answer in a media type, {@code null} if the request names none that the
	 * endpoint knows, and the application lets something else than headers decide.
	 */
	WebEndpointResponse<Object> in(@Nullable TasksMediaType mediaType) {
		if (mediaType == TasksMediaType.TEXT && this.text != null) {
			return response(this.text.get(), mediaType);
		}
		return response(this.descriptor.get(),
				(mediaType != null && mediaType.isJson()) ? mediaType : TasksMediaType.DEFAULT);
	}

	private WebEndpointResponse<Object> response(Object body, TasksMediaType mediaType) {
		return new WebEndpointResponse<>(body, this.status, mediaType.getProducedMimeType());
	}

}
