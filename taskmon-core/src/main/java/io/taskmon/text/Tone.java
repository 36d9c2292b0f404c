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

import io.taskmon.diagnosis.Severity;
import io.taskmon.task.Coverage;
import io.taskmon.task.LiveTask;
import io.taskmon.task.TaskOutcome;
import io.taskmon.task.TaskState;

/**
 * What a piece of text means, where colours can tell it.
 */
enum Tone {

	NORMAL(""),

	STRONG("1"),

	FAINT("2"),

	ID("36"),

	GOOD("32"),

	WARNING("33"),

	BAD("31");

	private final String code;

	Tone(String code) {
		this.code = code;
	}

	String paint(String text) {
		return (this.code.isEmpty() || text.isEmpty()) ? text : "\u001b[" + this.code + "m" + text + "\u001b[0m";
	}

	static Tone of(LiveTask task) {
		if (task.cancelled()) {
			return BAD;
		}
		return (task.state() == TaskState.RUNNING) ? GOOD : WARNING;
	}

	static Tone of(TaskOutcome outcome) {
		return switch (outcome) {
			case SUCCEEDED -> GOOD;
			case FAILED, REJECTED -> BAD;
			case CANCELLED, DISCARDED, UNKNOWN -> WARNING;
		};
	}

	static Tone of(Severity severity) {
		return switch (severity) {
			case CRITICAL -> BAD;
			case WARNING -> WARNING;
			case INFO -> FAINT;
		};
	}

	static Tone of(Coverage.Level level) {
		return switch (level) {
			case FULL -> GOOD;
			case PARTIAL -> WARNING;
			case NONE -> BAD;
		};
	}

}
