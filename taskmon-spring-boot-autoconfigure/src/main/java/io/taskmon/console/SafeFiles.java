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

package io.taskmon.console;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * Looks at who can read and write a file, where the file system tells.
 */
final class SafeFiles {

	private static final Set<PosixFilePermission> WRITABLE_BY_OTHERS = Set.of(PosixFilePermission.GROUP_WRITE,
			PosixFilePermission.OTHERS_WRITE);

	private static final Set<PosixFilePermission> OPEN_TO_OTHERS = Set.of(PosixFilePermission.GROUP_READ,
			PosixFilePermission.GROUP_WRITE, PosixFilePermission.OTHERS_READ, PosixFilePermission.OTHERS_WRITE);

	private SafeFiles() {
	}

	/**
	 * Returns why others could change the file, {@code null} if they cannot.
	 */
	static @Nullable String problemOfPublicFile(Path file) throws IOException {
		return problem(file, WRITABLE_BY_OTHERS, " can be written by others than its owner (chmod 600)");
	}

	/**
	 * Returns why the file is no secret, {@code null} if it is one.
	 */
	static @Nullable String problemOfSecretFile(Path file) throws IOException {
		return problem(file, OPEN_TO_OTHERS, " is open to others than its owner (chmod 600)");
	}

	private static @Nullable String problem(Path file, Set<PosixFilePermission> unwanted, String problem)
			throws IOException {
		if (!isPosix(file)) {
			return null;
		}
		return Files.getPosixFilePermissions(file).stream().anyMatch(unwanted::contains) ? file + problem : null;
	}

	private static boolean isPosix(Path file) {
		return Files.getFileAttributeView(file, PosixFileAttributeView.class) != null;
	}

	/**
	 * Returns what makes a new file or directory its owner's alone.
	 */
	static FileAttribute<?>[] ownerOnly(String permissions) {
		boolean posix = FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
		return posix
				? new FileAttribute<?>[] {
						PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions)) }
				: new FileAttribute<?>[0];
	}

}
