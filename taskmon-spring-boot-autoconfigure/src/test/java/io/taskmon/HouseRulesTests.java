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

package io.taskmon;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

import broken.io.taskmon.BrokenFace;
import broken.io.taskmon.actuate.BrokenEndpoint;
import broken.io.taskmon.actuate.page.BrokenPage;
import broken.io.taskmon.console.BrokenConsole;
import broken.io.taskmon.console.command.BrokenCommand;
import broken.io.taskmon.console.shell.BrokenShell;
import broken.io.taskmon.console.ssh.BrokenSsh;
import broken.io.taskmon.console.ssh.FirstOfThree;
import broken.io.taskmon.console.ssh.SecondOfThree;
import broken.io.taskmon.console.ssh.ThirdOfThree;
import broken.io.taskmon.executor.BrokenExecutor;
import broken.io.taskmon.metrics.BrokenMetrics;
import broken.io.taskmon.spring.BrokenSpring;
import broken.io.taskmon.text.BrokenText;
import broken.io.taskmon.track.BrokenTrack;
import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Holds the packages to {@link HouseRules}, and proves with a house that breaks every one
 * of them that the rules see what is wrong, all of it, and nothing else.
 */
class HouseRulesTests {

	private static final JavaClasses HOUSE = new ClassFileImporter()
		.withImportOption(new ImportOption.DoNotIncludeTests())
		.withImportOption((location) -> !location.contains("-tests.jar"))
		.importPackages("io.taskmon");

	private static final JavaClasses BROKEN_HOUSE = new ClassFileImporter().importPackages("broken.io.taskmon");

	@Test
	void engineNeedsTheJdkOnly() {
		HouseRules.ENGINE_NEEDS_THE_JDK_ONLY.check(HOUSE);
	}

	@Test
	void engineDoesNotLog() {
		HouseRules.ENGINE_DOES_NOT_LOG.check(HOUSE);
	}

	@Test
	void roomsKnowThoseTheyMay() {
		HouseRules.ROOMS_KNOW_THOSE_THEY_MAY.check(HOUSE);
	}

	@Test
	void consoleAloneKnowsTerminals() {
		HouseRules.CONSOLE_ALONE_KNOWS_TERMINALS.check(HOUSE);
	}

	@Test
	void pageDoesNotKnowTheEndpoint() {
		HouseRules.PAGE_DOES_NOT_KNOW_THE_ENDPOINT.check(HOUSE);
	}

	@Test
	void pageThatKnowsTheEndpointIsSeen() {
		assertOffenders(HouseRules.PAGE_DOES_NOT_KNOW_THE_ENDPOINT, BrokenPage.NeedsEndpoint.class);
	}

	@Test
	void consoleRoomsKnowThoseBelow() {
		HouseRules.CONSOLE_ROOMS_KNOW_THOSE_BELOW.check(HOUSE);
	}

	@Test
	void sshStaysInItsRoom() {
		HouseRules.SSH_STAYS_IN_ITS_ROOM.check(HOUSE);
	}

	@Test
	void terminalsStayInTheShell() {
		HouseRules.TERMINALS_STAY_IN_THE_SHELL.check(HOUSE);
	}

	@Test
	void commandsAloneKnowTasks() {
		HouseRules.COMMANDS_ALONE_KNOW_TASKS.check(HOUSE);
	}

	@Test
	void circlesArePairs() {
		HouseRules.CIRCLES_ARE_PAIRS.check(HOUSE);
	}

	@Test
	void viewThatKnowsTerminalsIsSeen() {
		assertOffenders(HouseRules.CONSOLE_ALONE_KNOWS_TERMINALS, BrokenMetrics.NeedsTerminal.class);
	}

	@Test
	void engineThatNeedsMoreThanTheJdkIsSeen() {
		assertOffenders(HouseRules.ENGINE_NEEDS_THE_JDK_ONLY, BrokenTrack.NeedsSpring.class,
				BrokenTrack.NeedsAutoconfigure.class, BrokenFace.NeedsWayIn.class, BrokenExecutor.NeedsSpring.class,
				BrokenExecutor.NeedsHooksIntoSpring.class, BrokenText.NeedsWayIn.class, BrokenText.NeedsView.class);
	}

	@Test
	void engineThatLogsIsSeen() {
		assertOffenders(HouseRules.ENGINE_DOES_NOT_LOG, BrokenTrack.NeedsLogging.class,
				BrokenTrack.NeedsSystemLogger.class);
	}

	@Test
	void roomsThatKnowOthersAreSeen() {
		assertOffenders(HouseRules.ROOMS_KNOW_THOSE_THEY_MAY, BrokenFace.NeedsWayIn.class,
				BrokenTrack.NeedsPublicFace.class, BrokenTrack.NeedsText.class, BrokenTrack.NeedsAutoconfigure.class,
				BrokenSpring.NeedsView.class, BrokenSpring.NeedsText.class, BrokenExecutor.NeedsHooksIntoSpring.class,
				BrokenExecutor.NeedsText.class, BrokenText.class, BrokenText.NeedsWayIn.class,
				BrokenText.NeedsView.class, BrokenEndpoint.class, BrokenEndpoint.NeedsWayIn.class,
				BrokenEndpoint.NeedsOtherView.class, BrokenPage.class, BrokenMetrics.class,
				BrokenMetrics.NeedsAutoconfigure.class, BrokenConsole.class, BrokenConsole.NeedsOtherView.class,
				BrokenConsole.NeedsWayIn.class, BrokenCommand.class, BrokenShell.NeedsTasks.class,
				BrokenSsh.NeedsTasks.class);
	}

	@Test
	void consoleRoomsThatKnowThoseAboveAreSeen() {
		assertOffenders(HouseRules.CONSOLE_ROOMS_KNOW_THOSE_BELOW, BrokenConsole.NeedsRoom.class,
				BrokenCommand.NeedsShell.class, BrokenShell.NeedsSsh.class);
	}

	@Test
	void sshOutsideItsRoomIsSeen() {
		assertOffenders(HouseRules.SSH_STAYS_IN_ITS_ROOM, BrokenShell.NeedsSshLibrary.class);
	}

	@Test
	void terminalsOutsideTheShellAreSeen() {
		assertOffenders(HouseRules.TERMINALS_STAY_IN_THE_SHELL, BrokenCommand.NeedsTerminal.class,
				BrokenSsh.NeedsTerminal.class);
	}

	@Test
	void othersThanCommandsThatKnowTasksAreSeen() {
		assertOffenders(HouseRules.COMMANDS_ALONE_KNOW_TASKS, BrokenShell.NeedsTasks.class, BrokenSsh.NeedsTasks.class);
	}

	@Test
	void circlesOfThreeAreSeen() {
		JavaClasses room = new ClassFileImporter().importPackages("broken.io.taskmon.console.ssh");
		assertThat(offenders(HouseRules.CIRCLES_ARE_PAIRS, room)).containsExactlyInAnyOrder(
				FirstOfThree.Inner.class.getName(), SecondOfThree.Inner.class.getName(),
				ThirdOfThree.Inner.class.getName());
	}

	private static void assertOffenders(ArchRule rule, Class<?>... expected) {
		Set<String> names = List.of(expected).stream().map(Class::getName).collect(Collectors.toSet());
		assertThat(offenders(rule, BROKEN_HOUSE)).containsExactlyInAnyOrderElementsOf(names);
	}

	private static Set<String> offenders(ArchRule rule, JavaClasses house) {
		Set<String> offenders = new TreeSet<>();
		rule.evaluate(house)
			.<Dependency>handleViolations((dependencies, message) -> dependencies
				.forEach((dependency) -> offenders.add(dependency.getOriginClass().getName())));
		return offenders;
	}

}
