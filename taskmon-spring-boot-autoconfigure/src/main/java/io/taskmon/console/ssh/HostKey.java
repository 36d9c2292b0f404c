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
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import java.util.Objects;

import io.taskmon.console.ConsoleStartException;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.apache.sshd.common.NamedResource;
import org.apache.sshd.common.config.keys.writer.openssh.OpenSSHKeyPairResourceWriter;
import org.apache.sshd.common.util.security.SecurityUtils;
import org.jspecify.annotations.Nullable;

/**
 * The key by which clients know the server again: that of a file, which is made at the
 * first start, readable by its owner alone. Where no file can be made the key lasts as
 * long as the process.
 */
final class HostKey {

	private static final Log logger = LogFactory.getLog("io.taskmon.console");

	private final Path file;

	HostKey(Path file) {
		this.file = file;
	}

	/**
	 * Returns the key.
	 * @throws ConsoleStartException if the file is there and cannot be used
	 */
	KeyPair load() {
		if (Files.exists(this.file)) {
			return read();
		}
		KeyPair key = generate();
		return write(key) ? read() : key;
	}

	private KeyPair read() {
		try {
			String problem = SafeFiles.problemOfSecretFile(this.file);
			if (problem != null) {
				throw unusable(problem, null);
			}
			try (InputStream in = Files.newInputStream(this.file)) {
				Iterable<KeyPair> keys = SecurityUtils.loadKeyPairIdentities(null,
						NamedResource.ofName(this.file.toString()), in, null);
				if (keys == null || !keys.iterator().hasNext()) {
					throw unusable(this.file + " holds no private key", null);
				}
				return strong(keys.iterator().next());
			}
		}
		catch (IOException | GeneralSecurityException ex) {
			throw unusable(this.file + " cannot be read as a private key: " + ex.getMessage(), ex);
		}
	}

	private KeyPair strong(KeyPair key) {
		String weakness = Algorithms.weakness(key.getPublic());
		if (weakness != null) {
			throw unusable(this.file + " is too weak: " + weakness, null);
		}
		return key;
	}

	private static ConsoleStartException unusable(String problem, @Nullable Exception cause) {
		return new ConsoleStartException("The host key of the console is not usable: " + problem,
				"Mend or delete the file, or name another one with taskmon.console.host-key.", cause);
	}

	private static KeyPair generate() {
		try {
			KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
			generator.initialize(new ECGenParameterSpec("secp256r1"));
			return generator.generateKeyPair();
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException("No elliptic curves on this Java", ex);
		}
	}

	// Moved into its place when complete: another process may be doing the same
	private boolean write(KeyPair key) {
		try {
			Path directory = Objects.requireNonNull(this.file.toAbsolutePath().getParent(), "No file");
			Files.createDirectories(directory, SafeFiles.ownerOnly("rwx------"));
			String problem = SafeFiles.problemOfDirectory(directory);
			if (problem != null) {
				throw new IOException(problem);
			}
			Path draft = Files.createTempFile(directory, "host-key", ".tmp", SafeFiles.ownerOnly("rw-------"));
			try {
				try (OutputStream out = Files.newOutputStream(draft)) {
					OpenSSHKeyPairResourceWriter.INSTANCE.writePrivateKey(key, "taskmon", null, out);
				}
				publish(draft);
			}
			finally {
				Files.deleteIfExists(draft);
			}
			return true;
		}
		catch (IOException | GeneralSecurityException | RuntimeException ex) {
			logger.warn("The console's host key cannot be kept in " + this.file
					+ ": clients will not know the server again after a restart. "
					+ "Name a file that can be written with taskmon.console.host-key. " + ex);
			return false;
		}
	}

	private void publish(Path draft) throws IOException {
		try {
			Files.createLink(this.file, draft);
		}
		catch (FileAlreadyExistsException ex) {
			// Another process was faster, so its key is taken
		}
		catch (UnsupportedOperationException ex) {
			Files.move(draft, this.file);
		}
	}

}
