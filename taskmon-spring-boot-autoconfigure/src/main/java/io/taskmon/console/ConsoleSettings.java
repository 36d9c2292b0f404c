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

import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;

import org.jspecify.annotations.Nullable;

/**
 * Settings of the console. Immutable.
 *
 * @param address address that it listens on
 * @param port port that it listens on, 0 for any
 * @param username name of the user whom keys and the configured password belong to
 * @param authorizedKeys file of the public keys that may log in, if there are any
 * @param hostKey file of the key by which clients know this server, generated if it does
 * not exist
 * @param idleTimeout how long a connection may be silent
 * @param maxSessions shells and single commands served at the same time
 * @param required whether a console that cannot start keeps the application from starting
 */
public record ConsoleSettings(InetAddress address, int port, String username, @Nullable Path authorizedKeys,
		Path hostKey, Duration idleTimeout, int maxSessions, boolean required) {
}
