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

package io.taskmon.verification.compatibility;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import org.jspecify.annotations.Nullable;

/**
 * What an application saw, in words, by what it looked at. Thread-safe.
 */
final class Observation {

	/** For how long something that must happen is waited for. */
	static final int SECONDS = 30;

	/** What is seen where it was waited for in vain. */
	static final String IN_VAIN = "waited in vain";

	private final Map<String, String> seen = Collections.synchronizedMap(new TreeMap<>());

	void note(String what, @Nullable Object value) {
		String before = this.seen.putIfAbsent(what, Words.of(value));
		if (before != null) {
			throw new IllegalStateException("Noted twice: " + what);
		}
	}

	/**
	 * Notes what is the same in another order.
	 */
	void noteUnordered(String what, Collection<?> values) {
		List<String> words = new ArrayList<>(values.stream().map(Words::of).toList());
		Collections.sort(words);
		note(what, words);
	}

	/**
	 * Notes the answer to a question: what it returns or throws, the result of a future.
	 */
	void noteAnswer(String what, Callable<?> question) {
		note(what, answer(question));
	}

	static String answer(Callable<?> question) {
		try {
			Object answer = question.call();
			return Words.of((answer instanceof Future<?> future) ? future.get(SECONDS, TimeUnit.SECONDS) : answer);
		}
		catch (Throwable ex) {
			return "thrown " + Words.failure(ex);
		}
	}

	Map<String, String> seen() {
		return new TreeMap<>(this.seen);
	}

	/**
	 * Returns what waited for something in vain.
	 */
	List<String> awaitedInVain() {
		return this.seen.entrySet()
			.stream()
			.filter((entry) -> entry.getValue().contains(IN_VAIN)
					|| entry.getValue().contains(TimeoutException.class.getName()))
			.map(Map.Entry::toString)
			.toList();
	}

	/**
	 * Returns what was seen otherwise another time.
	 */
	List<String> differencesTo(Observation other) {
		List<String> differences = new ArrayList<>();
		TreeSet<String> all = new TreeSet<>(this.seen.keySet());
		all.addAll(other.seen.keySet());
		for (String what : all) {
			String mine = this.seen.getOrDefault(what, "not seen");
			String its = other.seen.getOrDefault(what, "not seen");
			if (!mine.equals(its) && !mine.equals(Faces.DECORATOR)) {
				differences.add(what + "\n  is       " + mine + "\n  and was  " + its + "\n");
			}
		}
		return differences;
	}

}
