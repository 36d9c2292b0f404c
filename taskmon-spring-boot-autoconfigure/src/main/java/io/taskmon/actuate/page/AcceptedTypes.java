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

import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.util.MimeType;

/**
 * What a client accepts, with the weights that it gives. Spring Boot does not look at
 * these where an endpoint can answer with several types, and takes what is refused
 * ({@code q=0}) for what is asked for.
 *
 * @param ranges the media ranges that the client names
 */
record AcceptedTypes(List<MediaType> ranges) {

	/**
	 * Nothing that anybody could answer with.
	 */
	static final String NOTHING = "application/vnd.taskmon.nothing";

	// Whatever the client likes, a page is for who asks for pages
	private static final List<TasksMediaType> PREFERENCE = List.of(TasksMediaType.ACTUATOR_V3,
			TasksMediaType.ACTUATOR_V2, TasksMediaType.JSON, TasksMediaType.TEXT, TasksMediaType.HTML);

	/**
	 * Returns the value of the header with which the same client asks for one thing only.
	 * @param header values of the header {@code Accept}
	 * @return one media type, {@code null} if the header may stay as it is
	 */
	static @Nullable String chosen(List<String> header) {
		try {
			List<MediaType> ranges = MediaType.parseMediaTypes(header);
			return ranges.isEmpty() ? null : new AcceptedTypes(ranges).chosen();
		}
		catch (InvalidMediaTypeException ex) {
			// Is answered by who reads it next
			return null;
		}
	}

	private String chosen() {
		return PREFERENCE.stream()
			.filter((type) -> quality(type) > 0)
			.max(Comparator.comparingDouble(this::quality)
				.thenComparing(this::isPageAskedFor)
				.thenComparing(Comparator.comparingInt(PREFERENCE::indexOf).reversed()))
			.map((type) -> withoutParameters(type.getProducedMimeType()))
			.orElse(NOTHING);
	}

	private boolean isPageAskedFor(TasksMediaType type) {
		return type == TasksMediaType.HTML && bestRange(type).anyMatch((range) -> !range.isWildcardType());
	}

	/**
	 * Returns the weight of a type: that of the narrowest range that it is in.
	 */
	private double quality(TasksMediaType type) {
		// Who only says what is unwelcome welcomes the rest
		double otherwise = this.ranges.stream().allMatch((range) -> range.getQualityValue() == 0) ? 1 : 0;
		return bestRange(type).map(MediaType::getQualityValue).max(Double::compare).orElse(otherwise);
	}

	private Stream<MediaType> bestRange(TasksMediaType type) {
		MimeType produced = type.getProducedMimeType();
		int narrowest = this.ranges.stream()
			.filter((range) -> range.includes(produced))
			.mapToInt(AcceptedTypes::width)
			.min()
			.orElse(0);
		return this.ranges.stream().filter((range) -> range.includes(produced) && width(range) == narrowest);
	}

	private static int width(MediaType range) {
		return range.isWildcardType() ? 2 : range.isWildcardSubtype() ? 1 : 0;
	}

	private static String withoutParameters(MimeType type) {
		return type.getType() + "/" + type.getSubtype();
	}

}
