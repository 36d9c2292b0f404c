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

package io.taskmon.console.shell;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import io.taskmon.console.ssh.Office;
import io.taskmon.console.ssh.SshUser;
import io.taskmon.read.TaskQuery;
import io.taskmon.read.TaskReader;
import org.apache.sshd.client.channel.ChannelExec;
import org.apache.sshd.client.channel.ChannelShell;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The prompt, at a terminal.
 */
class ConsoleShellTests {

	private static final String PROMPT = "taskmon> ";

	private static final String CTRL_C = "\u0003";

	private static final String CTRL_D = "\u0004";

	private Office office;

	private SshUser user;

	private SshUser.Shell shell;

	@BeforeEach
	void open(@TempDir Path directory) throws Exception {
		this.office = Office.open(directory);
		this.office.scribe().write("first");
		this.office.scribe().write("second");
		TaskReader reader = this.office.bean(TaskReader.class);
		Awaitility.await().until(() -> reader.live(TaskQuery.ALL).counts().running() == 1);
		this.user = SshUser.login(this.office);
		this.shell = this.user.shell();
		this.shell.await(PROMPT);
	}

	@AfterEach
	void close() throws Exception {
		this.shell.close();
		this.user.close();
		this.office.close();
	}

	@Test
	void tasksAreListedInColourAndWithCarriageReturns() {
		type("ps\r");
		assertThat(this.shell.await(PROMPT)).contains("\u001b[32mRUNNING\u001b[0m", "1 queued, 1 running")
			.contains("\r\n")
			.doesNotContain("\n\n");
	}

	@Test
	void emptyLineRepeatsTheLast() {
		type("\r");
		this.shell.await(PROMPT);
		type("greet you\r");
		this.shell.await("Hello you");
		this.shell.await(PROMPT);
		type("\r");
		this.shell.await("Hello you");
	}

	@Test
	void idsAreCompletedWithStateAndName() {
		type("where \t");
		assertThat(this.shell.await("QUEUED Scribe.write")).contains("RUNNING Scribe.write");
	}

	@Test
	void uniqueIdIsCompletedAtOnce() {
		long id = this.office.bean(TaskReader.class).live(TaskQuery.ALL).tasks().get(0).facts().id();
		String all = Long.toString(id);
		type("where " + all + "\t\r");
		this.shell.await("Creation chain");
	}

	@Test
	void valuesAreCompletedBehindAnEqualsSign() {
		type("ps --state=q\t\r");
		assertThat(this.shell.await("; 1 of 2 shown")).contains("ps --state=queued");
		this.shell.await(PROMPT);
		type("ps --sort=\t");
		this.shell.await("running");
	}

	@Test
	void namesThatCouldTakeOverTheTerminalAreNotProposed() throws Exception {
		CountDownLatch done = new CountDownLatch(1);
		Thread thread = new Thread(() -> awaitQuietly(done), "hostile \u001b]0;title\u0007\u001b[31m");
		Thread other = new Thread(() -> awaitQuietly(done), "hostile but plain");
		thread.start();
		other.start();
		try {
			type("st host\t\r");
			assertThat(this.shell.await("hostile but plain")).doesNotContain("\u0007", "\u001b[31m", "title");
		}
		finally {
			done.countDown();
		}
	}

	private static void awaitQuietly(CountDownLatch latch) {
		try {
			latch.await();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	@Test
	void idsOfManyTasksAreCompleted() throws Exception {
		for (int i = 0; i < 1_100; i++) {
			this.office.scribe().write("more");
		}
		long last = this.office.bean(TaskReader.class)
			.live(TaskQuery.ALL.withLimit(2_000))
			.tasks()
			.get(1_101)
			.facts()
			.id();
		String id = Long.toString(last);
		type("where " + id.substring(0, id.length() - 1) + "\t");
		this.shell.await("\u001b[0m" + id.substring(id.length() - 1) + " ");
	}

	@Test
	void commandsOptionsAndValuesAreCompleted() {
		type("exec\t\r");
		this.shell.await("COVERAGE");
		this.shell.await(PROMPT);
		type("ps --exe\tde\t\r");
		this.shell.await("2 of 2 shown");
		this.shell.await(PROMPT);
		type("ps -s q\t\r");
		this.shell.await("1 of 2 shown");
		this.shell.await(PROMPT);
		type("help where-\t\r");
		this.shell.await("Usage: where-terminated ID");
	}

	@Test
	void ctrlCAtThePromptGivesANewOne() {
		type("ps" + CTRL_C);
		this.shell.await(PROMPT);
		type("greet you\r");
		this.shell.await("Hello you");
	}

	@Test
	void ctrlCForgetsWhatWasTypedBeforeAndNothingAfter() {
		type("rubbish" + CTRL_C + "greet you\r");
		this.shell.await("Hello you");
	}

	@Test
	void ctrlCLeavesTheListOfProposals() {
		type("where \t\t" + CTRL_C + "greet you\r");
		this.shell.await("Hello you");
	}

	@Test
	void ctrlCInterruptsTheCommandAndNotTheSession() throws Exception {
		type("stuck\r");
		assertThat(this.office.signals().stuck.await(20, TimeUnit.SECONDS)).isTrue();
		type(CTRL_C);
		assertThat(this.office.signals().interrupted.await(20, TimeUnit.SECONDS)).isTrue();
		this.shell.await("Interrupted");
		this.shell.await(PROMPT);
		type("greet you\r");
		this.shell.await("Hello you");
	}

	@Test
	void commandThatFailsOfAnInterruptionWasInterrupted() throws Exception {
		type("linger\r");
		assertThat(this.office.signals().stuck.await(20, TimeUnit.SECONDS)).isTrue();
		type(CTRL_C);
		assertThat(this.office.signals().interrupted.await(20, TimeUnit.SECONDS)).isTrue();
		this.shell.await("Interrupted");
		assertThat(this.shell.await(PROMPT)).doesNotContain("failed");
		type("boom\r");
		this.shell.await("boom failed: java.lang.IllegalStateException: out of ink");
	}

	@Test
	void lineThatCannotBeUnderstoodEndsNothing() {
		type("greet - x\r");
		this.shell.await("That cannot be understood");
		this.shell.await(PROMPT);
		type("greet you\r");
		this.shell.await("Hello you");
	}

	@Test
	void ctrlDLeaves() {
		type(CTRL_D);
		assertThat(this.shell.awaitEnd()).isZero();
	}

	@Test
	void exitLeavesWithTheStatusOfTheCommandBefore() {
		type("where 999999\r");
		this.shell.await(PROMPT);
		type("quit\r");
		assertThat(this.shell.awaitEnd()).isOne();
	}

	@Test
	void keysThatWouldOpenAnEditorDoNothing() {
		type("\u0018\u0005");
		type("greet you\r");
		this.shell.await("Hello you");
		assertThat(this.shell.shown()).doesNotContain("Nano", "nano", "Exception", "ClassNotFound");
	}

	@Test
	void historyIsThatOfTheSession() throws Exception {
		type("greet you\r");
		this.shell.await("Hello you");
		this.shell.await(PROMPT);
		type("\u001bOA\r");
		this.shell.await("Hello you");
		try (SshUser.Shell other = this.user.shell()) {
			other.await(PROMPT);
			other.type("\u001bOA\r");
			other.await(PROMPT);
			assertThat(other.shown()).doesNotContain("greet");
		}
	}

	@Test
	void twoSessionsAtOnceDoNotDisturbEachOther() throws Exception {
		type("stuck\r");
		assertThat(this.office.signals().stuck.await(20, TimeUnit.SECONDS)).isTrue();
		try (SshUser other = SshUser.login(this.office); SshUser.Shell second = other.shell()) {
			second.await(PROMPT);
			second.type(CTRL_C).type("greet you\r");
			second.await("Hello you");
		}
		assertThat(this.office.signals().interrupted.getCount()).isOne();
	}

	@Test
	void longOutputIsShownPageByPage() {
		type("stack -a\r");
		this.shell.await("-- more");
		type(" ");
		this.shell.await("-- more");
		type("q");
		this.shell.await(PROMPT);
		type("stack -a\r");
		this.shell.await("-- more");
		type("G");
		this.shell.await(PROMPT);
	}

	@Test
	void ctrlCEndsThePaging() {
		type("stack -a\r");
		this.shell.await("-- more");
		type(CTRL_C);
		this.shell.await(PROMPT);
		type("greet you\r");
		this.shell.await("Hello you");
	}

	@Test
	void tablesFitTheTerminalAfterItsSizeHasChanged() throws Exception {
		type("ps\r");
		assertThat(this.shell.await(PROMPT)).contains("CREATED FROM");
		this.shell.channel().sendWindowChange(40, 20);
		Awaitility.await().atMost(SshUser.PATIENCE).untilAsserted(() -> {
			type("ps -f scribe\r");
			assertThat(this.shell.await(PROMPT)).contains("Scribe.write").doesNotContain("CREATED FROM");
		});
	}

	@Test
	void watchRefreshesUntilQIsTyped() {
		type("ps -w\r");
		this.shell.await("\u001b[?1049h");
		this.shell.await("s sorts (by id)");
		type("s");
		this.shell.await("s sorts (by name)");
		this.office.signals().done.countDown();
		this.shell.await("No tasks.");
		type("q");
		this.shell.await("\u001b[?1049l");
		this.shell.await(PROMPT);
	}

	@Test
	void watchFitsANarrowTerminal() throws Exception {
		this.shell.channel().sendWindowChange(50, 20);
		type("ps -w\r");
		Awaitility.await().atMost(SshUser.PATIENCE).untilAsserted(() -> {
			this.shell.await("\u001b[H");
			String screen = this.shell.await("q leaves").replaceAll("\u001b\\[[0-9?]*[a-zA-Z]", "");
			assertThat(screen).startsWith("1 queued, 1 running");
			assertThat(screen.lines()).allSatisfy((line) -> assertThat(line).hasSizeLessThanOrEqualTo(50));
		});
		type("q");
		this.shell.await(PROMPT);
	}

	@Test
	void ctrlCLeavesTheWatch() {
		type("ps -w\r");
		this.shell.await("s sorts (by id)");
		type(CTRL_C);
		this.shell.await("\u001b[?1049l");
		this.shell.await(PROMPT);
		type("greet you\r");
		this.shell.await("Hello you");
	}

	@Test
	void singleCommandAtATerminalHasCarriageReturnsButNeitherColoursNorPages() throws Exception {
		ChannelExec channel = this.user.session().createExecChannel("stack -a");
		channel.setUsePty(true);
		channel.setPtyType("xterm");
		channel.setPtyLines(5);
		try (SshUser.Shell single = new SshUser.Shell(channel)) {
			assertThat(single.awaitEnd()).isZero();
			assertThat(single.shown()).contains("\r\n").doesNotContain("\u001b", "-- more");
		}
	}

	@Test
	void noColourIsRespected() throws Exception {
		ChannelShell channel = this.user.session().createShellChannel();
		channel.setPtyType("xterm");
		channel.setEnv("NO_COLOR", "1");
		try (SshUser.Shell plain = new SshUser.Shell(channel)) {
			plain.await(PROMPT);
			plain.type("ps\r");
			plain.await(PROMPT);
			assertThat(plain.shown()).contains("RUNNING").doesNotContain("\u001b[32m");
		}
	}

	@Test
	void unknownTerminalIsServed() throws Exception {
		ChannelShell channel = this.user.session().createShellChannel();
		channel.setPtyType("$(touch /tmp/nothing)");
		try (SshUser.Shell odd = new SshUser.Shell(channel)) {
			odd.await(PROMPT);
			odd.type("greet you\r");
			odd.await("Hello you");
		}
	}

	private void type(String keys) {
		try {
			this.shell.type(keys);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
