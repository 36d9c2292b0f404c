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

package broken.io.taskmon.console.command;

import broken.io.taskmon.console.BrokenConsole;
import broken.io.taskmon.console.shell.BrokenShell;
import broken.io.taskmon.text.BrokenText;
import broken.io.taskmon.track.BrokenTrack;
import org.jline.terminal.Terminal;

/**
 * Does what commands may, and types within it what they may not.
 */
public class BrokenCommand {

	BrokenConsole face;

	BrokenTrack core;

	BrokenText text;

	public static class NeedsShell {

		BrokenShell shell;

	}

	public static class NeedsTerminal {

		Terminal terminal;

	}

}
