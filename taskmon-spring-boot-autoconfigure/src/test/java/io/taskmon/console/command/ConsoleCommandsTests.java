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

package io.taskmon.console.command;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

import io.taskmon.TaskMonitor;
import io.taskmon.console.ssh.Office;
import io.taskmon.console.ssh.SshUser;
import io.taskmon.read.TaskQuery;
import io.taskmon.read.TaskReader;
import io.taskmon.task.LiveTask;
import io.taskmon.task.TaskContext;
import org.apache.sshd.client.channel.ChannelShell;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Single commands, as scripts send them.
 */
class ConsoleCommandsTests {

	private static Office office;

	private static LiveTask written;

	private static LiveTask waiting;

	private SshUser user;

	@BeforeAll
	static void openOffice(@TempDir Path directory) throws Exception {
		office = Office.open(directory);
		AtomicReference<TaskContext> context = new AtomicReference<>(new TaskContext("4bf92f35", "00f067aa", Map.of()));
		office.bean(TaskMonitor.class).addContextSource(context::get);
		office.scribe().write("first");
		context.set(null);
		office.scribe().write("second");
		TaskReader reader = office.bean(TaskReader.class);
		Awaitility.await().until(() -> reader.live(TaskQuery.ALL).counts().running() == 1);
		written = reader.live(TaskQuery.ALL).tasks().get(0);
		waiting = reader.live(TaskQuery.ALL).tasks().get(1);
	}

	@AfterAll
	static void closeOffice() {
		office.close();
	}

	@BeforeEach
	void login() throws Exception {
		this.user = SshUser.login(office);
	}

	@AfterEach
	void logout() {
		this.user.close();
	}

	@ParameterizedTest
	@ValueSource(strings = { "ps", "p", "  ps  -f SCRIBE.w -e desk -n 10", "ps -fscribe",
			"ps --filter=scribe --limit 2", "ps -f 'Scribe.write'", "ps --sort name" })
	void liveTasksAreListed(String line) throws Exception {
		SshUser.Result result = this.user.execute(line);
		assertThat(result.status()).isZero();
		assertThat(result.err()).isEmpty();
		assertThat(result.out()).startsWith("1 queued, 1 running, ")
			.contains("RUNNING  Scribe.write  desk")
			.contains("QUEUED   Scribe.write  desk")
			.doesNotContain("\u001b", "\r");
	}

	@Test
	void listIsFiltered() throws Exception {
		assertThat(this.user.execute("ps -s queued").out()).contains("; 1 of 2 shown", "QUEUED")
			.doesNotContain("RUNNING  Scribe");
		assertThat(this.user.execute("ps -p").out()).contains("; 0 of 2 shown", "No tasks.");
	}

	@Test
	void listIsSortedBeforeItIsLimited() throws Exception {
		assertThat(this.user.execute("ps --sort queued -n 1").out()).contains("; 1 of 2 shown", "QUEUED  Scribe");
		assertThat(this.user.execute("ps --sort queued -n 1 --json").out())
			.contains("\"matched\":2,\"tasks\":[{\"id\":" + waiting.facts().id() + ",");
		assertThat(this.user.execute("ps -n 1").out()).contains("; 1 of 2 shown", "RUNNING  Scribe");
	}

	@Test
	void listIsFilteredByTrace() throws Exception {
		String trace = written.facts().context().traceId();
		assertThat(this.user.execute("ps --trace " + trace).out()).contains("; 1 of 2 shown", "RUNNING  Scribe.write");
		assertThat(this.user.execute("ps --trace=other").out()).contains("; 0 of 2 shown");
		assertThat(this.user.execute("ps --trace " + trace + " --json").out()).contains("\"traceId\":\"" + trace + "\"")
			.doesNotContain("\"QUEUED\"");
		assertThat(this.user.execute("pt --trace " + trace).out()).contains("No tasks.");
		assertThat(this.user.execute("where " + written.facts().id()).out()).contains("    trace      " + trace + "\n");
		assertThat(this.user.execute("help ps").out()).contains("--trace TRACE");
	}

	@Test
	void taskIsShownWithItsChainAndWhereItIs() throws Exception {
		SshUser.Result result = this.user.execute("where " + written.facts().id());
		assertThat(result.status()).isZero();
		assertThat(result.out()).startsWith("Creation chain, root first:")
			.contains("… ", "Where it is now:", "at com.example.office.Scribe.write(")
			.contains("    state      RUNNING");
		assertThat(this.user.execute("w -a " + written.facts().id()).out()).contains("Where it is now:")
			.doesNotContain("…");
	}

	@Test
	void terminationLogIsListed() throws Exception {
		assertThat(this.user.execute("pt -o failed").out()).contains("No tasks.");
		assertThat(this.user.execute("pst -n 1").status()).isZero();
		assertThat(this.user.execute("ps-terminated").status()).isZero();
	}

	@Test
	void threadsAreShownWithTheirTasks() throws Exception {
		SshUser.Result result = this.user.execute("st desk-");
		assertThat(result.status()).isZero();
		assertThat(result.out()).startsWith("\"desk-1\" ")
			.contains(", task " + written.facts().id() + " Scribe.write\n", "Scribe.write(");
		assertThat(this.user.execute("stacktrace nosuchthread").status()).isEqualTo(1);
		assertThat(this.user.execute("stack").out()).contains("\"desk-1\"", "\"main\"");
	}

	@Test
	void executorsAreListed() throws Exception {
		assertThat(this.user.execute("executors").out()).contains("desk  ", "FULL");
	}

	@Test
	void cancellingNeedsTheEndpointsAccess() throws Exception {
		SshUser.Result result = this.user.execute("cancel " + waiting.facts().id());
		assertThat(result.status()).isEqualTo(1);
		assertThat(result.err()).contains("management.endpoint.tasks.access=unrestricted");
		assertThat(office.bean(TaskReader.class).live(TaskQuery.ALL).tasks()).hasSize(2);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`',
			value = { "where 999999 | 1 | Task 999999 is neither live nor in the termination log",
					"where-terminated 999999 | 1 | Task 999999 is not in the termination log",
					"where | 2 | The id of a task is missing", "where x | 2 | 'x' is not the id of a task",
					"where 1 2 | 2 | Nothing to do with '2'", "ps extra | 2 | Nothing to do with 'extra'",
					"ps -s bad | 2 | --state is 'bad'; allowed: QUEUED, RUNNING",
					"pt -o bad | 2 | allowed: SUCCEEDED, FAILED, CANCELLED", "ps -n -1 | 2 | a number from 0 to 10000",
					"ps -n | 2 | Option -n needs a value", "ps --nosuch | 2 | No option --nosuch",
					"ps -x | 2 | No option -x", "ps -p -p | 2 | given twice", "ps --json=1 | 2 | takes no value",
					"ps -w | 2 | needs a terminal", "ps \"x | 2 | A quote (\") is not closed",
					"pss | 127 | No command 'pss'. Did you mean ps", "wehre 1 | 127 | Did you mean where?",
					"nothing-like-it | 127 | Type help", "script /etc/passwd | 127 | No command 'script'",
					"history | 127 | No command", "nothing - x | 2 | That cannot be understood",
					"greet -=x | 2 | That cannot be understood" })
	void whatGoesWrongIsToldOnStderrWithAStatus(String line, int status, String message) throws Exception {
		SshUser.Result result = this.user.execute(line);
		assertThat(result.status()).isEqualTo(status);
		assertThat(result.out()).isEmpty();
		assertThat(result.err()).contains(message);
		if (status == 2 && !line.contains("\"") && !message.startsWith("That")) {
			assertThat(result.err()).contains("Usage: ");
		}
	}

	@Test
	void hostileInputIsShownHarmless() throws Exception {
		assertThat(this.user.execute("boo\u001b[2J").err()).contains("boo\\u001b[2J").doesNotContain("\u001b");
		assertThat(this.user.execute("x".repeat(20_000)).status()).isEqualTo(2);
		assertThat(this.user.execute("x" + " \"\"".repeat(2_700)).err()).contains("That cannot be understood");
	}

	@Test
	void whyTellsWhatIsWrong() throws Exception {
		assertThat(this.user.execute("why").out()).contains("finding");
		assertThat(this.user.execute("doctor").out()).contains("finding");
		assertThat(this.user.execute("why --json").out()).startsWith("{\"findings\":[");
		assertThat(this.user.execute("why 1").status()).isEqualTo(2);
	}

	@Test
	void helpIsInOrder() throws Exception {
		String help = this.user.execute("help").out();
		assertThat(help.lines()
			.map(String::strip)
			.filter((line) -> !line.isEmpty())
			.map((line) -> line.split(" ")[0])
			.limit(11)).containsExactly("ps", "where", "ps-terminated", "where-terminated", "cancel", "stacktrace",
					"executors", "why", "help", "clear", "exit");
		assertThat(help).contains("Commands of the application:", "greet", "stuck").doesNotContain("script");
		assertThat(this.user.execute("help ps").out()).contains("Usage: ps ", "Aliases: p", "Examples:", "-n, --limit");
		assertThat(this.user.execute("ps --help").out()).isEqualTo(this.user.execute("? ps").out());
		assertThat(this.user.execute("help nosuch").status()).isEqualTo(1);
	}

	@ParameterizedTest
	@ValueSource(strings = { "ps", "pt" })
	void helpCallsAValueWhatTheUsageCallsIt(String command) throws Exception {
		String help = this.user.execute("help " + command).out();
		List<MatchResult> values = Pattern.compile("\\[(--?[a-z]+) ([A-Z]+)]").matcher(help).results().toList();
		assertThat(values).hasSizeGreaterThan(3)
			.allSatisfy((value) -> assertThat(help)
				.containsPattern("\n  [^A-Z]*" + value.group(1) + "\\b[^A-Z]*" + value.group(2) + " "));
	}

	@Test
	void commandsOfTheApplicationAreOffered() throws Exception {
		SshUser.Result result = this.user.execute("greet \"dear world\"");
		assertThat(result.status()).isZero();
		assertThat(result.out().strip()).isEqualTo("Hello dear world");
		assertThat(this.user.execute("registered").out().strip()).isEqualTo("Registered");
	}

	@Test
	void commandThatFailsIsTold() throws Exception {
		SshUser.Result result = this.user.execute("greet");
		assertThat(result.status()).isEqualTo(1);
		assertThat(result.err()).startsWith("greet failed: java.lang.ArrayIndexOutOfBoundsException");
	}

	@Test
	void whatAMethodThrowsIsToldAsItIs() throws Exception {
		SshUser.Result result = this.user.execute("boom");
		assertThat(result.status()).isEqualTo(1);
		assertThat(result.err().strip()).isEqualTo("boom failed: java.lang.IllegalStateException: out of ink");
	}

	@Test
	void shellWithoutTerminalExecutesLineByLine() throws Exception {
		try (ChannelShell channel = this.user.session().createShellChannel()) {
			channel.setUsePty(false);
			try (SshUser.Shell shell = new SshUser.Shell(channel)) {
				shell.type("executors\n\ngreet you\n");
				assertThat(shell.await("Hello you")).contains("desk").doesNotContain("taskmon>", "\u001b", "\r");
				shell.type("nosuch\n");
				channel.getInvertedIn().close();
				assertThat(shell.awaitEnd()).isEqualTo(127);
			}
		}
	}

}
