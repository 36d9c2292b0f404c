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

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Runs public suites with taskmon and without, and compares how each test ended.
 */
final class PublicSuites {

	private static final int MINUTES = 20;

	/** How often tests that ended otherwise are run again: some depend on the time. */
	private static final int AGAIN = 3;

	private static final Pattern CLASS = Pattern.compile("\\[(?:class|testng-class|nested-class):([^\\]]+)\\]");

	private final Path folder;

	private PublicSuites(Path folder) {
		this.folder = folder;
	}

	/**
	 * Runs the suites.
	 * @param arguments a folder for what is written, and the suites, all of them if there
	 * are none
	 */
	public static void main(String[] arguments) throws Exception {
		PublicSuites suites = new PublicSuites(Files.createDirectories(Path.of(arguments[0])));
		boolean same = true;
		for (Suite suite : Suite.values()) {
			if (arguments.length == 1 || List.of(arguments).contains(suite.name())) {
				same &= suites.compare(suite);
			}
		}
		System.exit(same ? 0 : 1);
	}

	private boolean compare(Suite suite) throws Exception {
		Map<String, String> without = run(suite, false, "", List.of());
		Map<String, String> with = run(suite, true, "", List.of());
		Map<String, String> different = differences(with, without);
		for (int i = 0; i < AGAIN && !different.isEmpty(); i++) {
			List<String> classes = classesOf(different);
			Map<String, String> again = differences(run(suite, true, "-again", classes),
					run(suite, false, "-again", classes));
			different.keySet().retainAll(again.keySet());
		}
		long passed = without.values().stream().filter("SUCCESSFUL"::equals).count();
		boolean worn = "true".equals(without.get("executors"));
		System.out.printf("%s: %d tests, %d of them pass without taskmon, %d end otherwise with it%n", suite,
				without.size() - 1, passed, different.size());
		different.forEach((test, outcomes) -> System.out.println("  " + test + ": " + outcomes));
		if (!worn || passed == 0) {
			System.out.println("  It shows nothing: " + (worn ? "nothing passes" : "it makes no executors"));
		}
		return different.isEmpty() && worn && passed > 0;
	}

	private static Map<String, String> differences(Map<String, String> with, Map<String, String> without) {
		Map<String, String> differences = new TreeMap<>();
		TreeSet<String> tests = new TreeSet<>(with.keySet());
		tests.addAll(without.keySet());
		for (String test : tests) {
			String mine = with.getOrDefault(test, "not run");
			String its = without.getOrDefault(test, "not run");
			if (!mine.equals(its)) {
				differences.put(test, mine + ", and " + its + " without taskmon");
			}
		}
		return differences;
	}

	private static List<String> classesOf(Map<String, String> tests) {
		TreeSet<String> classes = new TreeSet<>();
		for (String test : tests.keySet()) {
			Matcher matcher = CLASS.matcher(test);
			if (matcher.find()) {
				classes.add(matcher.group(1));
			}
		}
		return List.copyOf(classes);
	}

	private Map<String, String> run(Suite suite, boolean present, String suffix, List<String> classes)
			throws IOException, InterruptedException {
		String name = suite.name().toLowerCase() + (present ? "-with" : "-without") + suffix;
		Path outcomes = this.folder.resolve(name + ".tsv").toAbsolutePath();
		Files.deleteIfExists(outcomes);
		List<String> command = new ArrayList<>(List.of(ProcessHandle.current().info().command().orElse("java"),
				"-XX:+EnableDynamicAgentLoading", "-cp", System.getProperty("java.class.path"),
				SuiteProcess.class.getName(), suite.name(), String.valueOf(present), outcomes.toString()));
		command.addAll(classes);
		Process process = new ProcessBuilder(command).directory(this.folder.toFile())
			.redirectErrorStream(true)
			.redirectOutput(this.folder.resolve(name + ".log").toFile())
			.start();
		try {
			if (!process.waitFor(MINUTES, TimeUnit.MINUTES)) {
				throw new IllegalStateException(name + " does not end");
			}
		}
		finally {
			process.destroyForcibly();
		}
		if (!Files.exists(outcomes)) {
			throw new IllegalStateException(name + " ended with " + process.exitValue() + ", see its log");
		}
		Map<String, String> read = new TreeMap<>();
		for (String line : Files.readAllLines(outcomes)) {
			int tab = line.lastIndexOf('\t');
			if (tab > 0) {
				read.put(line.substring(0, tab), line.substring(tab + 1));
			}
		}
		return read;
	}

}
