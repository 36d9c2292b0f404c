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

import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;

import io.taskmon.console.ConsoleEvent;
import io.taskmon.console.ConsoleSettings;
import io.taskmon.console.ConsoleTools;
import io.taskmon.console.PasswordAuthority;
import io.taskmon.diagnosis.Diagnosis;
import io.taskmon.read.TaskReader;
import io.taskmon.task.TaskCanceller;
import org.jspecify.annotations.Nullable;

import org.springframework.shell.core.command.Command;

/**
 * A further console of an office, the clock of which is set by hand, and which keeps what
 * auditors are told.
 */
final class ManualConsole implements AutoCloseable {

	private static final int MANY = 20;

	private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - 5);

	private final List<ConsoleEvent> events = new CopyOnWriteArrayList<>();

	private final ConsoleServer server;

	private ManualConsole(Office office, Path hostKey, @Nullable Path authorizedKeys, int maxSessions) {
		ConsoleSettings settings = new ConsoleSettings(InetAddress.getLoopbackAddress(), 0, "taskmon", authorizedKeys,
				hostKey, Duration.ofMinutes(10), maxSessions, true);
		ConsoleTools tools = new ConsoleTools(office.bean(TaskReader.class), office.bean(Diagnosis.class),
				office.bean(TaskCanceller.class), () -> true, null, this.events::add,
				() -> List.of(office.bean("greet", Command.class), office.bean("stuck", Command.class)));
		this.server = new ConsoleServer(settings,
				List.of(PasswordAuthority.of("taskmon", Office.PASSWORD.toCharArray())), tools,
				getClass().getClassLoader(), this.now::get);
		this.server.start();
	}

	static ManualConsole open(Office office, Path directory) {
		return new ManualConsole(office, directory.resolve("manual-host-key"), null, MANY);
	}

	static ManualConsole open(Office office, Path directory, Path authorizedKeys) {
		return new ManualConsole(office, directory.resolve("manual-host-key"), authorizedKeys, MANY);
	}

	static ManualConsole open(Office office, Path directory, Path authorizedKeys, int maxSessions) {
		return new ManualConsole(office, directory.resolve("manual-host-key"), authorizedKeys, maxSessions);
	}

	int port() {
		return this.server.port();
	}

	void pass(Duration time) {
		this.now.addAndGet(time.toNanos());
	}

	List<ConsoleEvent> events() {
		return this.events;
	}

	@Override
	public void close() {
		this.server.stop();
	}

}
