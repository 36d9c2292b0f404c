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
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreeScanner;
import com.sun.source.util.Trees;

/**
 * What stands in a source file. Lines are counted without blank ones and comments, words
 * without the licence and imports.
 *
 * @param file where it is
 * @param classes the lines of each class that is not in another one
 * @param methods the lines of each method and constructor between its braces
 * @param codeWords words that are no comment
 * @param commentWords words in comments
 */
record SourceFile(Path file, List<Integer> classes, List<Integer> methods, int codeWords, int commentWords) {

	private static final Pattern LITERAL_OR_COMMENT = Pattern
		.compile("\"\"\"(?s:.*?)\"\"\"|\"(?:[^\"\\\\\n]|\\\\.)*+\"|'(?:[^'\\\\\n]|\\\\.)*+'|//[^\n]*|/\\*(?s:.*?)\\*/");

	private static final Pattern LICENCE = Pattern.compile("\\A\\s*/\\*(?!\\*)(?s:.*?)\\*/");

	private static final Pattern IMPORT = Pattern.compile("(?m)^\\s*(?:import|package) .*$");

	private static final Pattern WORD = Pattern.compile("\\w+");

	/**
	 * Reads source files, all at once, for a compiler for each would take longer than all
	 * else.
	 */
	static List<SourceFile> read(Collection<Path> files) throws IOException {
		JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
		try (StandardJavaFileManager manager = compiler.getStandardFileManager(null, null, StandardCharsets.UTF_8)) {
			JavacTask task = (JavacTask) compiler.getTask(null, manager, null, List.of("-proc:none"), null,
					manager.getJavaFileObjectsFromPaths(files));
			SourcePositions positions = Trees.instance(task).getSourcePositions();
			List<SourceFile> sources = new ArrayList<>();
			for (CompilationUnitTree unit : task.parse()) {
				sources.add(of(unit, positions));
			}
			return sources;
		}
	}

	private static SourceFile of(CompilationUnitTree unit, SourcePositions positions) throws IOException {
		String text = unit.getSourceFile().getCharContent(false).toString();
		String code = LITERAL_OR_COMMENT.matcher(text).replaceAll(SourceFile::withoutComment);
		Scanner scanner = new Scanner(unit, positions, code);
		scanner.scan(unit, null);
		int codeWords = words(code);
		int commentWords = words(LICENCE.matcher(text).replaceFirst("")) - codeWords;
		return new SourceFile(Path.of(unit.getSourceFile().toUri()), scanner.classes, scanner.methods,
				codeWords - importWords(code), commentWords);
	}

	// As long as it was, for the compiler's positions count its characters
	private static String withoutComment(MatchResult match) {
		String found = match.group();
		return Matcher.quoteReplacement(found.startsWith("/") ? found.replaceAll(".", " ") : found);
	}

	private static int importWords(String code) {
		return IMPORT.matcher(code).results().map(MatchResult::group).mapToInt(SourceFile::words).sum();
	}

	private static int words(String text) {
		return (int) WORD.matcher(text).results().count();
	}

	private static final class Scanner extends TreeScanner<Void, Void> {

		private final List<Integer> classes = new ArrayList<>();

		private final List<Integer> methods = new ArrayList<>();

		private final CompilationUnitTree unit;

		private final SourcePositions positions;

		private final String code;

		Scanner(CompilationUnitTree unit, SourcePositions positions, String code) {
			this.unit = unit;
			this.positions = positions;
			this.code = code;
		}

		@Override
		public Void visitClass(ClassTree tree, Void nothing) {
			if (this.unit.getTypeDecls().contains(tree)) {
				this.classes.add(lines(from(tree), to(tree)));
			}
			return super.visitClass(tree, nothing);
		}

		@Override
		public Void visitMethod(MethodTree tree, Void nothing) {
			Tree body = tree.getBody();
			if (body != null) {
				this.methods.add(lines(from(body) + 1, to(body) - 1));
			}
			return super.visitMethod(tree, nothing);
		}

		private int from(Tree tree) {
			return (int) this.positions.getStartPosition(this.unit, tree);
		}

		private int to(Tree tree) {
			return (int) this.positions.getEndPosition(this.unit, tree);
		}

		private int lines(int from, int to) {
			return (int) this.code.substring(from, to).lines().filter((line) -> !line.isBlank()).count();
		}

	}

}
