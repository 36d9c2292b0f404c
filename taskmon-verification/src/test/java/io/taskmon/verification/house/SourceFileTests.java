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
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Lines and words are those that say something.
 */
class SourceFileTests {

	private static final String SOURCE = """
			/*
			 * The licence says nothing of the code.
			 */

			package example;

			import java.util.List;

			/**
			 * Four words of it.
			 */
			@Deprecated
			interface First {

				// Three more words
				int count();

				default String text() {
					String text = "// no" /* one */ + '"';

					return text + \"""
							/* no comment

							either */\""";
				}

			}

			class Second {

				Second() {
				}

				record Inner(int number) { int twice() { return 2 * this.number; }
				}

				Runnable run = new Runnable() {

					public void run() {
						/*
						 * two words
						 */
						First.class.getName();
					}

				};

			}
			""";

	@TempDir
	private Path directory;

	@Test
	void linesOfClassesAreThoseOfWhatTheyHold() throws IOException {
		assertThat(read(SOURCE).classes()).containsExactly(10, 11);
	}

	@Test
	void linesOfMethodsAreThoseBetweenTheirBraces() throws IOException {
		assertThat(read(SOURCE).methods()).containsExactly(4, 0, 1, 1);
	}

	@Test
	void wordsAreTheCodesOrTheComments() throws IOException {
		SourceFile source = read(
				"/* licence */ package one.two;\nimport three.Four;\n/** five six */ class Seven" + " { // eight\n}");
		assertThat(source.codeWords()).isEqualTo(2);
		assertThat(source.commentWords()).isEqualTo(3);
	}

	private SourceFile read(String text) throws IOException {
		Path file = Files.writeString(this.directory.resolve("Source.java"), text);
		return SourceFile.read(List.of(file)).get(0);
	}

}
