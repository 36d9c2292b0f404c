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

import java.util.List;

import io.taskmon.task.Frames;
import io.taskmon.text.PlainText;
import org.jspecify.annotations.Nullable;

/**
 * Writes text that others chose so that every JSON writer takes it.
 */
final class Texts {

	private Texts() {
	}

	static String of(String text) {
		return PlainText.wellFormed(text);
	}

	static @Nullable String optional(@Nullable String text) {
		return (text != null) ? of(text) : null;
	}

	static List<String> of(List<String> texts) {
		return texts.stream().map(Texts::of).toList();
	}

	static List<String> stack(List<StackTraceElement> frames) {
		return frames.stream().map((frame) -> of(Frames.text(frame))).toList();
	}

}
