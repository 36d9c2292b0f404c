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
import java.io.InputStream;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/**
 * The classes of taskmon as they stand on the class path.
 *
 * @param types the names of all, but of those that stand in another one
 * @param publicTypes the names of those that all may use
 * @param graph for each type the others that it knows, or that one within it knows
 */
record House(SortedSet<String> types, SortedSet<String> publicTypes, Map<String, Set<String>> graph) {

	private static final String LABORATORY = "/io/taskmon/verification/";

	static House onClassPath() throws IOException {
		House house = new House(new TreeSet<>(), new TreeSet<>(), new TreeMap<>());
		for (Resource resource : new PathMatchingResourcePatternResolver()
			.getResources("classpath*:io/taskmon/**/*.class")) {
			String place = resource.getURL().getPath();
			if (!place.contains(LABORATORY) && !place.endsWith("-info.class")) {
				house.add(place.substring(place.lastIndexOf("io/taskmon/"), place.lastIndexOf('.')).replace('/', '.'),
						resource);
			}
		}
		house.graph.forEach((type, known) -> {
			known.retainAll(house.types);
			known.remove(type);
		});
		return house;
	}

	private void add(String name, Resource resource) throws IOException {
		try (InputStream stream = resource.getInputStream()) {
			ClassFile file = ClassFile.of(stream);
			String outermost = outermost(name);
			this.types.add(outermost);
			if (file.isPublic() && outermost.equals(name)) {
				this.publicTypes.add(name);
			}
			this.graph.computeIfAbsent(outermost, (type) -> new TreeSet<>()).addAll(file.named());
		}
	}

	/**
	 * Returns for each package the others that it knows.
	 */
	Map<String, Set<String>> packages() {
		Map<String, Set<String>> packages = new TreeMap<>();
		this.graph.forEach((type, known) -> {
			Set<String> others = packages.computeIfAbsent(packageOf(type), (name) -> new TreeSet<>());
			known.forEach((other) -> others.add(packageOf(other)));
			others.remove(packageOf(type));
		});
		return packages;
	}

	static String outermost(String type) {
		int nested = type.indexOf('$');
		return (nested > 0) ? type.substring(0, nested) : type;
	}

	static String packageOf(String type) {
		return type.substring(0, type.lastIndexOf('.'));
	}

}
