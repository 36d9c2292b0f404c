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

package io.taskmon.console.ssh;

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
 * Looks at who can read, write or replace a file, where the file system tells, as OpenSSH
 * does: the file and every directory above it, up to the user's home or the root, have to
 * belong to the user who runs the application or to root, and nobody else may write to
 * them. In contrast to OpenSSH a directory where all may write, but nobody may touch what
 * is another's (as {@code /tmp}), is good enough.
 */
final class SafeFiles {

	private static final Set<PosixFilePermission> WRITABLE_BY_OTHERS = Set.of(PosixFilePermission.GROUP_WRITE,
			PosixFilePermission.OTHERS_WRITE);

	private static final Set<PosixFilePermission> OPEN_TO_OTHERS = Set.of(PosixFilePermission.GROUP_READ,
			PosixFilePermission.GROUP_WRITE, PosixFilePermission.OTHERS_READ, PosixFilePermission.OTHERS_WRITE);

	private static final int STICKY = 01000;

	private static final int ROOT = 0;

	private static final String UID = "unix:uid";

	private static volatile @Nullable Integer processUser;

	private SafeFiles() {
	}

	/**
	 * Returns why others could change the file, {@code null} if they cannot.
	 */
	static @Nullable String problemOfPublicFile(Path file) throws IOException {
		return problem(file, WRITABLE_BY_OTHERS, " can be written by others than its owner (chmod 600)");
	}

	/**
	 * Returns why the file is no secret, or others could replace it, {@code null} if it
	 * is one.
	 */
	static @Nullable String problemOfSecretFile(Path file) throws IOException {
		return problem(file, OPEN_TO_OTHERS, " is open to others than its owner (chmod 600)");
	}

	/**
	 * Returns why others could replace files in a directory, {@code null} if they cannot.
	 */
	static @Nullable String problemOfDirectory(Path directory) throws IOException {
		return isPosix(directory) ? problemAbove(directory.toRealPath(), processUser()) : null;
	}

	private static @Nullable String problem(Path file, Set<PosixFilePermission> unwanted, String problem)
			throws IOException {
		if (!isPosix(file)) {
			return null;
		}
		Path real = file.toRealPath();
		int user = processUser();
		if (Files.getPosixFilePermissions(real).stream().anyMatch(unwanted::contains)) {
			return file + problem;
		}
		String stranger = problemOfOwner(real, user);
		return (stranger != null) ? stranger : problemAbove(real.getParent(), user);
	}

	private static @Nullable String problemAbove(@Nullable Path lowest, int user) throws IOException {
		Path home = home();
		for (Path directory = lowest; directory != null; directory = directory.getParent()) {
			String problem = problemOfOwner(directory, user);
			if (problem == null && isWritableByOthers(directory)) {
				problem = "others can replace files in " + directory + " (chmod go-w)";
			}
			if (problem != null) {
				return problem;
			}
			if (directory.equals(home)) {
				return null;
			}
		}
		return null;
	}

	private static @Nullable String problemOfOwner(Path path, int user) throws IOException {
		int owner = (int) Files.getAttribute(path, UID);
		return (owner == user || owner == ROOT) ? null : path + " belongs to " + Files.getOwner(path)
				+ ", neither to the user who runs the application nor to root (chown)";
	}

	private static boolean isWritableByOthers(Path directory) throws IOException {
		return Files.getPosixFilePermissions(directory).stream().anyMatch(WRITABLE_BY_OTHERS::contains)
				&& ((int) Files.getAttribute(directory, "unix:mode") & STICKY) == 0;
	}

	private static @Nullable Path home() {
		try {
			return Path.of(System.getProperty("user.home", "")).toRealPath();
		}
		catch (IOException ex) {
			return null;
		}
	}

	private static int processUser() throws IOException {
		Integer known = processUser;
		if (known == null) {
			known = ownerOfNewFile();
			processUser = known;
		}
		return known;
	}

	// Java does not tell who runs it
	private static int ownerOfNewFile() throws IOException {
		Path file;
		try {
			file = Files.createTempFile("taskmon", null);
		}
		catch (IOException ex) {
			return (int) Files.getAttribute(Path.of("/proc/self"), UID);
		}
		try {
			return (int) Files.getAttribute(file, UID);
		}
		finally {
			Files.deleteIfExists(file);
		}
	}

	private static boolean isPosix(Path file) {
		return Files.getFileAttributeView(file, PosixFileAttributeView.class) != null
				&& file.getFileSystem().supportedFileAttributeViews().contains("unix");
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
