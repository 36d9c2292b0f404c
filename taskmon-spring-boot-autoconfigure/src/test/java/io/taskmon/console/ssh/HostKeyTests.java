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

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

import io.taskmon.console.ConsoleStartException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link HostKey}.
 */
class HostKeyTests {

	@TempDir
	private Path directory;

	@Test
	void keyIsMadeOnceAndForItsOwnerAlone() throws Exception {
		Path file = this.directory.resolve("below").resolve("key");
		HostKey key = new HostKey(file);
		assertThat(key.load().getPublic()).isEqualTo(new HostKey(file).load().getPublic());
		assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file))).isEqualTo("rw-------");
		assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file.getParent())))
			.isEqualTo("rwx------");
		assertThat(Files.readString(file)).startsWith("-----BEGIN OPENSSH PRIVATE KEY-----");
		try (var files = Files.list(file.getParent())) {
			assertThat(files).containsExactly(file);
		}
	}

	@Test
	void keyThatOthersCanReadIsRefused() throws Exception {
		Path file = this.directory.resolve("key");
		new HostKey(file).load();
		Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
		assertThatExceptionOfType(ConsoleStartException.class).isThrownBy(new HostKey(file)::load)
			.withMessageContaining("is open to others");
	}

	@Test
	void fileThatIsNoKeyIsRefused() throws Exception {
		Path file = Files.writeString(this.directory.resolve("key"), "no key");
		Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
		assertThatExceptionOfType(ConsoleStartException.class).isThrownBy(new HostKey(file)::load)
			.satisfies((ex) -> assertThat(ex.action()).contains("taskmon.console.host-key"));
		assertThat(file).hasContent("no key");
	}

	@Test
	void withoutAPlaceForItTheKeyLastsAsLongAsTheProcess() throws Exception {
		Path notADirectory = Files.writeString(this.directory.resolve("file"), "");
		assertThat(new HostKey(notADirectory.resolve("key")).load()).isNotNull();
	}

}
