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
import java.nio.file.attribute.FileTime;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.apache.sshd.common.AttributeRepository.AttributeKey;
import org.apache.sshd.common.config.keys.AuthorizedKeyEntry;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.config.keys.PublicKeyEntryResolver;
import org.apache.sshd.server.auth.pubkey.PublickeyAuthenticator;
import org.apache.sshd.server.session.ServerSession;
import org.jspecify.annotations.Nullable;

/**
 * Lets one user in by the keys in a file of OpenSSH's format, read again when it changes.
 * A line that cannot be used is logged and locks nobody else out. A file that others can
 * change or replace lets nobody in.
 */
final class AuthorizedKeys implements PublickeyAuthenticator {

	/**
	 * Of a connection whose client has offered a key that may log in.
	 */
	static final AttributeKey<Boolean> AUTHORIZED = new AttributeKey<>();

	private static final Log logger = LogFactory.getLog("io.taskmon.console");

	/**
	 * What they forbid nobody can do here.
	 */
	private static final Set<String> HARMLESS_OPTIONS = Set.of("no-port-forwarding", "no-x11-forwarding",
			"no-agent-forwarding", "no-user-rc");

	private final String username;

	private final Path file;

	private final Refusals refusals;

	private @Nullable FileTime read;

	private List<PublicKey> keys = List.of();

	private @Nullable String problem;

	AuthorizedKeys(String username, Path file, Refusals refusals) {
		this.username = username;
		this.file = file;
		this.refusals = refusals;
	}

	@Override
	public boolean authenticate(String username, PublicKey key, ServerSession session) {
		boolean accepted = this.username.equals(username)
				&& keys().stream().anyMatch((authorized) -> KeyUtils.compareKeys(authorized, key));
		if (accepted) {
			session.setAttribute(AUTHORIZED, true);
		}
		else {
			this.refusals.refusedUnlessLoggedIn(session, username, "publickey", "no known key");
		}
		return accepted;
	}

	/**
	 * Returns why nobody can log in with a key, {@code null} if somebody can.
	 */
	synchronized @Nullable String problem() {
		return keys().isEmpty() ? this.problem : null;
	}

	synchronized List<PublicKey> keys() {
		try {
			String unsafe = SafeFiles.problemOfPublicFile(this.file);
			if (unsafe != null) {
				if (!unsafe.equals(this.problem)) {
					unusable(unsafe);
				}
				this.keys = List.of();
				this.read = null;
				return this.keys;
			}
			FileTime modified = Files.getLastModifiedTime(this.file);
			if (!modified.equals(this.read)) {
				this.keys = readKeys();
				this.read = modified;
			}
		}
		catch (IOException ex) {
			if (this.read != null || this.problem == null) {
				unusable(this.file + " cannot be read: " + ex);
			}
			this.keys = List.of();
			this.read = null;
		}
		return this.keys;
	}

	private List<PublicKey> readKeys() throws IOException {
		List<PublicKey> keys = new ArrayList<>();
		List<String> lines = Files.readAllLines(this.file);
		for (int i = 0; i < lines.size(); i++) {
			String line = lines.get(i).strip();
			if (!line.isEmpty() && !line.startsWith("#")) {
				addKey(keys, line, i + 1);
			}
		}
		this.problem = null;
		if (keys.isEmpty()) {
			unusable(this.file + " holds no usable key");
		}
		return List.copyOf(keys);
	}

	private void unusable(String problem) {
		this.problem = problem;
		logger.warn("No key can log in to the console: " + problem);
	}

	private void addKey(List<PublicKey> keys, String line, int number) {
		try {
			AuthorizedKeyEntry entry = AuthorizedKeyEntry.parseAuthorizedKeyEntry(line);
			if (areHarmless(entry.getLoginOptions())) {
				PublicKey key = entry.resolvePublicKey(null, PublicKeyEntryResolver.FAILING);
				String weakness = Algorithms.weakness(key);
				if (weakness == null) {
					keys.add(key);
				}
				else {
					ignored(number, weakness, null);
				}
			}
			else {
				ignored(number, "its options " + entry.getLoginOptions().keySet() + " are not supported", null);
			}
		}
		catch (GeneralSecurityException | IOException | RuntimeException ex) {
			ignored(number, "it is no public key", ex);
		}
	}

	private static boolean areHarmless(@Nullable Map<String, String> options) {
		return options == null || options.keySet()
			.stream()
			.allMatch((option) -> HARMLESS_OPTIONS.contains(option.toLowerCase(Locale.ROOT)));
	}

	private void ignored(int number, String reason, @Nullable Exception cause) {
		String detail = (cause != null) ? ": " + cause.getMessage() : "";
		logger.warn("Line " + number + " of " + this.file + " is ignored, " + reason + detail);
	}

}
