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

package io.taskmon.autoconfigure;

import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;

import io.taskmon.console.ConsoleSettings;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;

/**
 * Configuration properties for the console.
 *
 * @param enabled whether the console starts
 * @param required whether a console that cannot start keeps the application from
 * starting; else the error is logged
 * @param address address on which the console listens
 * @param port port on which the console listens, 0 for any
 * @param username name of the user whom the password and the keys belong to
 * @param password password of the user; where there are no keys either, one is generated
 * and logged. Kept until the console has been configured
 * @param authorizedKeys file of public keys that may log in, as OpenSSH writes them
 * @param hostKey file of the key by which clients know the server, made at the first
 * start; .taskmon/console-host-key in the home of the user who runs the application
 * unless given
 * @param role role that users of Spring Security's AuthenticationManager need
 * @param idleTimeout how long a connection may be silent
 * @param maxSessions shells and single commands served at the same time
 */
// Characters, for they can be overwritten
@SuppressWarnings("ArrayRecordComponent")
@ConfigurationProperties("taskmon.console")
record ConsoleProperties(@DefaultValue("true") boolean enabled, @DefaultValue("false") boolean required,
		@DefaultValue("127.0.0.1") InetAddress address, @DefaultValue("20101") int port,
		@DefaultValue("taskmon") String username, char @Nullable [] password, @Nullable Path authorizedKeys,
		@Nullable Path hostKey, @DefaultValue("ENDPOINT_ADMIN") String role, @DefaultValue("10m") Duration idleTimeout,
		@DefaultValue("10") int maxSessions) {

	private static final Path DEFAULT_HOST_KEY = Path.of(".taskmon", "console-host-key");

	ConsoleProperties {
		require(port >= 0 && port <= 65535, "port", port, "It must be between 0 and 65535.");
		require(maxSessions >= 1 && maxSessions <= 100, "max-sessions", maxSessions, "It must be between 1 and 100.");
		require(!username.isBlank(), "username", username, "It must not be blank.");
		require(password == null || password.length > 0, "password", "", "It must not be empty.");
		require(idleTimeout.compareTo(Duration.ofSeconds(1)) >= 0 && idleTimeout.compareTo(Duration.ofDays(1)) <= 0,
				"idle-timeout", idleTimeout, "It must be between 1s and 1d.");
	}

	private static void require(boolean condition, String name, Object value, String reason) {
		if (!condition) {
			throw new InvalidConfigurationPropertyValueException("taskmon.console." + name, value, reason);
		}
	}

	ConsoleSettings settings() {
		Path key = (this.hostKey != null) ? this.hostKey
				: Path.of(System.getProperty("user.home", "")).resolve(DEFAULT_HOST_KEY);
		return new ConsoleSettings(this.address, this.port, this.username, this.authorizedKeys, key, this.idleTimeout,
				this.maxSessions, this.required);
	}

	/**
	 * Overwrites the password.
	 */
	void forgetPassword() {
		if (this.password != null) {
			Arrays.fill(this.password, '\0');
		}
	}

	// Never the password
	@Override
	public String toString() {
		return "console on " + this.address + ":" + this.port;
	}

}
