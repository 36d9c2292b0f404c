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

package io.taskmon.verification.house;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Measures how the house is built, and writes one table of it, to be laid beside that of
 * another day.
 */
public final class HouseReport {

	private static final String FACE = "io.taskmon";

	private static final int TIMES = 9;

	private final StringBuilder table = new StringBuilder("| Figure | |\n|---|---|\n");

	private HouseReport() {
	}

	/**
	 * Measures.
	 * @param arguments the directory of the project, and the file to write
	 */
	public static void main(String[] arguments) throws Exception {
		String table = of(Path.of(arguments[0]), (arguments.length > 2) ? Integer.parseInt(arguments[2]) : TIMES);
		Files.writeString(Path.of(arguments[1]), table);
		System.out.println(table);
		System.exit(0);
	}

	/**
	 * Measures.
	 * @param project the directory of the project
	 * @param times how often each way is walked
	 * @return the table, in Markdown
	 */
	static String of(Path project, int times) throws Exception {
		HouseReport report = new HouseReport();
		report.addRooms(House.onClassPath());
		report.addSources(project);
		report.addWalks(Walks.walk(times));
		return report.table.toString();
	}

	private void addRooms(House house) {
		Map<String, Long> sizes = house.types()
			.stream()
			.collect(Collectors.groupingBy(House::packageOf, TreeMap::new, Collectors.counting()));
		row("packages", sizes.size());
		row("types (public)", count(house, (type) -> true));
		sizes.entrySet()
			.stream()
			.sorted(Map.Entry.<String, Long>comparingByValue().reversed())
			.map(Map.Entry::getKey)
			.forEach((name) -> row("types (public) of `" + brief(name) + "`", count(house, in(name))));
		row("circles between packages", describe(Circles.of(house.packages()), HouseReport::brief));
		List<Set<String>> circles = Circles.of(house.graph());
		row("circles of classes", circles.isEmpty() ? "none"
				: circles.stream().map((circle) -> String.valueOf(circle.size())).collect(Collectors.joining(", ")));
		row("circles of classes across packages",
				describe(circles.stream().filter(HouseReport::crossesPackages).toList(), HouseReport::brief));
		sizes.keySet().forEach((name) -> {
			List<Set<String>> within = Circles.among(in(name), house.graph());
			if (!within.isEmpty()) {
				row("circles of classes in `" + brief(name) + "`", describe(within, HouseReport::simpleName));
			}
		});
	}

	private static boolean crossesPackages(Set<String> types) {
		return types.stream().map(House::packageOf).distinct().count() > 1;
	}

	private static String count(House house, Predicate<String> types) {
		return house.types().stream().filter(types).count() + " (" + house.publicTypes().stream().filter(types).count()
				+ ")";
	}

	private static Predicate<String> in(String name) {
		return (type) -> House.packageOf(type).equals(name);
	}

	private static String brief(String name) {
		return name.startsWith(FACE + ".") ? name.substring(FACE.length() + 1) : name;
	}

	private static String simpleName(String name) {
		return name.substring(name.lastIndexOf('.') + 1);
	}

	private static String describe(List<Set<String>> circles, UnaryOperator<String> naming) {
		return circles.isEmpty() ? "none"
				: circles.stream()
					.map((circle) -> circle.size() + " (`"
							+ circle.stream().map(naming).collect(Collectors.joining("` `")) + "`)")
					.collect(Collectors.joining(", "));
	}

	private void addSources(Path project) throws IOException {
		List<SourceFile> sources = SourceFile.read(files(project));
		row("lines of a class, median / p90 / max", lengths(sources, SourceFile::classes));
		row("lines of a method, median / p90 / max", lengths(sources, SourceFile::methods));
		double comments = sources.stream().mapToInt(SourceFile::commentWords).sum();
		double code = sources.stream().mapToInt(SourceFile::codeWords).sum();
		row("words of comments / of code", String.format(Locale.ROOT, "%.2f", comments / code));
	}

	private static List<Path> files(Path project) throws IOException {
		List<Path> files = new ArrayList<>();
		try (Stream<Path> modules = Files.list(project)) {
			for (Path module : modules.toList()) {
				Path sources = module.resolve("src/main/java/io/taskmon");
				if (Files.isDirectory(sources)) {
					try (Stream<Path> found = Files.walk(sources)) {
						found.filter((file) -> file.toString().endsWith(".java")).forEach(files::add);
					}
				}
			}
		}
		return files;
	}

	private static String lengths(List<SourceFile> sources, Function<SourceFile, List<Integer>> lines) {
		Distribution distribution = Distribution.of(sources.stream().map(lines).flatMap(List::stream).toList());
		String longest = sources.stream()
			.filter((source) -> lines.apply(source).contains(distribution.max()))
			.map((source) -> source.file().getFileName().toString().replace(".java", ""))
			.findFirst()
			.orElseThrow();
		return distribution + " (`" + longest + "`)";
	}

	private void addWalks(Map<String, Walk> walks) {
		row("**walks**: classes entered / calls between classes / calls into a class already entered / changes of package",
				"");
		walks.forEach((name, walk) -> row(name, walk + " (" + walk.mostEntered() + ")"));
	}

	private void row(String figure, Object value) {
		this.table.append("| ").append(figure).append(" | ").append(value).append(" |\n");
	}

}
