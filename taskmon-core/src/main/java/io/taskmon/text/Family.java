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

import java.util.Map;
import java.util.TreeMap;

/**
 * What people call the code that a framework's class belongs to.
 */
final class Family {

	private static final Map<String, String> NAMES = new TreeMap<>(Map.ofEntries(Map.entry("java", "the JDK"),
			Map.entry("javax", "the JDK"), Map.entry("jdk", "the JDK"), Map.entry("sun", "the JDK"),
			Map.entry("com.sun", "the JDK"), Map.entry("org.springframework", "Spring"),
			Map.entry("org.apache.catalina", "Tomcat"), Map.entry("org.apache.coyote", "Tomcat"),
			Map.entry("org.apache.tomcat", "Tomcat"), Map.entry("org.eclipse.jetty", "Jetty"),
			Map.entry("io.netty", "Netty"), Map.entry("reactor", "Reactor"), Map.entry("org.hibernate", "Hibernate"),
			Map.entry("io.taskmon", "taskmon")));

	private Family() {
	}

	static String of(String className) {
		for (int end = className.lastIndexOf('.'); end > 0; end = className.lastIndexOf('.', end - 1)) {
			String name = NAMES.get(className.substring(0, end));
			if (name != null) {
				return name;
			}
		}
		return (className.contains("$$") || className.contains("$Proxy")) ? "proxies" : "frameworks";
	}

}
