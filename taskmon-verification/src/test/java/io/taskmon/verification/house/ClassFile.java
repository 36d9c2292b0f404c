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

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Modifier;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * What a class file says of its class.
 *
 * @param isPublic whether all may use the class
 * @param named the classes of taskmon that it names wherever, itself among them, as the
 * outermost ones around them
 */
record ClassFile(boolean isPublic, Set<String> named) {

	private static final Pattern OUTERMOST = Pattern.compile("io/taskmon/(?:\\w+/)*\\w+");

	private static final int HEADER = 8;

	private static final int UTF8 = 1;

	private static final int LONG = 5;

	private static final int DOUBLE = 6;

	private static final int METHOD_HANDLE = 15;

	static ClassFile of(InputStream stream) throws IOException {
		DataInputStream input = new DataInputStream(stream);
		input.skipNBytes(HEADER);
		Set<String> named = new TreeSet<>();
		int constants = input.readUnsignedShort();
		for (int i = 1; i < constants; i++) {
			int tag = input.readUnsignedByte();
			switch (tag) {
				case UTF8 -> OUTERMOST.matcher(input.readUTF())
					.results()
					.forEach((name) -> named.add(name.group().replace('/', '.')));
				case LONG, DOUBLE -> {
					input.skipNBytes(8);
					// Takes two places
					i++;
				}
				case METHOD_HANDLE -> input.skipNBytes(3);
				// Names of classes, strings, types of methods, modules, packages
				case 7, 8, 16, 19, 20 -> input.skipNBytes(2);
				default -> input.skipNBytes(4);
			}
		}
		return new ClassFile(Modifier.isPublic(input.readUnsignedShort()), named);
	}

}
