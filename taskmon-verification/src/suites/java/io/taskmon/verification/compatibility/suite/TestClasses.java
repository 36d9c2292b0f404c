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

package io.taskmon.verification.compatibility.suite;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarFile;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Finds classes of tests on a class path, by their names.
 */
final class TestClasses {

	private static final Pattern NAME = Pattern.compile("[^$]+(Test|Tests|Verification)\\.class");

	private TestClasses() {
	}

	static Set<String> on(String classPath) {
		Set<String> names = new TreeSet<>();
		for (String entry : classPath.split(File.pathSeparator)) {
			Path path = Path.of(entry);
			if (entry.endsWith("-tests.jar")) {
				addFromJar(path, names);
			}
			else if (Files.isDirectory(path)) {
				addFromFolder(path, names);
			}
		}
		return names;
	}

	private static void addFromJar(Path path, Set<String> names) {
		try (JarFile jar = new JarFile(path.toFile())) {
			jar.stream().forEach((entry) -> add(entry.getName(), names));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static void addFromFolder(Path folder, Set<String> names) {
		try (Stream<Path> files = Files.walk(folder)) {
			files.forEach((file) -> add(folder.relativize(file).toString().replace(File.separatorChar, '/'), names));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static void add(String file, Set<String> names) {
		if (NAME.matcher(file).matches()) {
			names.add(file.substring(0, file.length() - ".class".length()).replace('/', '.'));
		}
	}

}
