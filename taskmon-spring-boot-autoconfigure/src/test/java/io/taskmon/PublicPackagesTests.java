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
package io.taskmon;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Which packages applications may call: all others say in their first word that they are
 * internal.
 */
class PublicPackagesTests {

	private static final Pattern PACKAGE = Pattern.compile("package ([\\w.]+);");

	private static final Pattern INTERNAL = Pattern.compile("/\\*\\*\\s+\\* Internal\\.");

	@Test
	void packagesThatApplicationsMayCallAreFew() throws IOException {
		Set<String> open = new TreeSet<>();
		for (Path module : new Path[] { Path.of("../taskmon-core"), Path.of(".") }) {
			try (Stream<Path> files = Files.walk(module.resolve("src/main/java"))) {
				for (Path file : files.filter((each) -> each.endsWith("package-info.java")).toList()) {
					String text = Files.readString(file);
					if (!INTERNAL.matcher(text).find()) {
						open.add(nameOf(text));
					}
				}
			}
		}
		assertThat(open).containsExactly("io.taskmon", "io.taskmon.actuate", "io.taskmon.diagnosis", "io.taskmon.event",
				"io.taskmon.executor", "io.taskmon.observe", "io.taskmon.read", "io.taskmon.spi", "io.taskmon.task");
	}

	private static String nameOf(String text) {
		Matcher name = PACKAGE.matcher(text);
		assertThat(name.find()).isTrue();
		return name.group(1);
	}

}
