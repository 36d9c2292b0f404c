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
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

/**
 * Tests for {@link SafeFiles}.
 */
class SafeFilesTests {

	private static final int STRANGER = 54_321;

	@TempDir
	private Path directory;

	private Path folder;

	private Path file;

	@BeforeEach
	void create() throws IOException {
		this.folder = Files.createDirectories(this.directory.resolve("above").resolve("folder"));
		this.file = Files.writeString(this.folder.resolve("keys"), "# none");
		permit(this.directory, "rwx------");
		permit(this.folder.getParent(), "rwxr-xr-x");
		permit(this.folder, "rwxr-xr-x");
		permit(this.file, "rw-r--r--");
	}

	@Test
	void fileOfTheUserIsSafe() throws Exception {
		assertThat(SafeFiles.problemOfPublicFile(this.file)).isNull();
		permit(this.file, "rw-------");
		assertThat(SafeFiles.problemOfSecretFile(this.file)).isNull();
	}

	@Test
	void fileThatOthersCanWriteIsNot() throws Exception {
		permit(this.file, "rw-rw-r--");
		assertThat(SafeFiles.problemOfPublicFile(this.file)).contains("can be written by others");
	}

	@Test
	void fileInADirectoryThatOthersCanWriteIsNot() throws Exception {
		permit(this.folder, "rwxrwxrwx");
		assertThat(SafeFiles.problemOfPublicFile(this.file))
			.contains("others can replace files in " + real(this.folder));
		assertThat(SafeFiles.problemOfDirectory(this.folder)).contains("others can replace files in ");
		permit(this.folder, "rwxr-xr-x");
		permit(this.folder.getParent(), "rwxrwxr-x");
		assertThat(SafeFiles.problemOfPublicFile(this.file))
			.contains("others can replace files in " + real(this.folder.getParent()));
	}

	@Test
	void directoryWhereNobodyTouchesWhatIsAnothersIsSafe() throws Exception {
		permit(this.folder, "rwxrwxrwx");
		Files.setAttribute(this.folder, "unix:mode", 01777);
		assertThat(SafeFiles.problemOfPublicFile(this.file)).isNull();
	}

	@Test
	void fileOfAnotherUserIsNot() throws Exception {
		giveToStranger(this.file);
		assertThat(SafeFiles.problemOfPublicFile(this.file)).contains(real(this.file) + " belongs to ");
	}

	@Test
	void fileInADirectoryOfAnotherUserIsNot() throws Exception {
		giveToStranger(this.folder);
		assertThat(SafeFiles.problemOfPublicFile(this.file)).contains(real(this.folder) + " belongs to ");
	}

	@Test
	void whatALinkPointsToIsLookedAt() throws Exception {
		Path link = Files.createSymbolicLink(this.directory.resolve("link"), this.file);
		assertThat(SafeFiles.problemOfPublicFile(link)).isNull();
		permit(this.folder, "rwxrwxrwx");
		assertThat(SafeFiles.problemOfPublicFile(link)).contains("others can replace files in ");
	}

	private static Path real(Path path) throws IOException {
		return path.toRealPath();
	}

	private static void permit(Path path, String permissions) throws IOException {
		Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(permissions));
	}

	private static void giveToStranger(Path path) throws IOException {
		boolean given = true;
		try {
			Files.setAttribute(path, "unix:uid", STRANGER);
		}
		catch (IOException ex) {
			given = false;
		}
		assumeThat(given).as("only root may give a file away").isTrue();
	}

}
