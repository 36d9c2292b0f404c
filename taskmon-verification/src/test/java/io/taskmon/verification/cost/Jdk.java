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

package io.taskmon.verification.cost;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A JDK on this machine.
 *
 * @param feature its feature version
 * @param home where it is
 */
record Jdk(int feature, Path home) {

	private static final Pattern RUNTIME_VERSION = Pattern.compile("JAVA_RUNTIME_VERSION=\"(.+)\"");

	private static final List<Integer> SUPPORTED = List.of(17, 25);

	static Jdk current() {
		return new Jdk(Runtime.version().feature(), Path.of(System.getProperty("java.home")).toAbsolutePath());
	}

	/**
	 * Returns the JDKs that taskmon is built on, as far as they are here: in
	 * {@code JAVA_HOME_<version>}, or beside the one that runs this.
	 */
	static List<Jdk> supported() {
		List<Jdk> found = new ArrayList<>();
		for (int feature : SUPPORTED) {
			homes(feature).filter((home) -> isHome(feature, home))
				.findFirst()
				.ifPresent((home) -> found.add(new Jdk(feature, home)));
		}
		return found.isEmpty() ? List.of(current()) : found;
	}

	private static Stream<Path> homes(int feature) {
		Path current = current().home();
		Stream<Path> named = Optional.ofNullable(System.getenv("JAVA_HOME_" + feature)).map(Path::of).stream();
		return Stream.concat(named, Stream.concat(Stream.of(current), siblings(current)));
	}

	private static Stream<Path> siblings(Path home) {
		try (Stream<Path> siblings = Files.list(home.getParent())) {
			return siblings.sorted().toList().stream();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static boolean isHome(int feature, Path home) {
		Path release = home.resolve("release");
		try {
			return Files.isExecutable(home.resolve("bin/java")) && Files.isReadable(release)
					&& Files.readString(release).matches("(?s).*JAVA_VERSION=\"" + feature + "[\".+-].*");
		}
		catch (IOException ex) {
			return false;
		}
	}

	Path java() {
		return this.home.resolve("bin/java");
	}

	/**
	 * Returns the version that the JDK says of itself.
	 */
	String runtimeVersion() {
		try {
			Matcher version = RUNTIME_VERSION.matcher(Files.readString(this.home.resolve("release")));
			return "JDK " + (version.find() ? version.group(1) : this.feature);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
