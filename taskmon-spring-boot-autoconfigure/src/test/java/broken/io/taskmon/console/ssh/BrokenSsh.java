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

package broken.io.taskmon.console.ssh;

import broken.io.taskmon.console.BrokenConsole;
import broken.io.taskmon.console.command.BrokenCommand;
import broken.io.taskmon.console.shell.BrokenShell;
import broken.io.taskmon.text.BrokenText;
import broken.io.taskmon.track.BrokenTrack;
import org.apache.sshd.server.Environment;
import org.jline.terminal.Terminal;

/**
 * Does what the SSH server may, and types within it what it may not.
 */
public class BrokenSsh {

	BrokenShell shell;

	BrokenCommand command;

	BrokenConsole face;

	BrokenText text;

	Environment environment;

	public static class NeedsTerminal {

		Terminal terminal;

	}

	public static class NeedsTasks {

		BrokenTrack core;

	}

}
