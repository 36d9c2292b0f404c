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

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchRule;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleName;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

/**
 * The directions in which the packages may depend on each other. A package that the rules
 * do not name is a view.
 * <p>
 * The package patterns begin with dots, so that the very same rules also judge the broken
 * house, whose packages are those of the real one below {@code broken}.
 */
final class HouseRules {

	private static final String[] ENGINE = { "..io.taskmon", "..io.taskmon.task..", "..io.taskmon.spi..",
			"..io.taskmon.fault..", "..io.taskmon.stack..", "..io.taskmon.tally..", "..io.taskmon.track..",
			"..io.taskmon.upkeep..", "..io.taskmon.observe..", "..io.taskmon.read..", "..io.taskmon.executor..",
			"..io.taskmon.diagnosis..", "..io.taskmon.text..", "..io.taskmon.jfr.." };

	private static final String[] OF_THE_JDK = { "java..", "jdk.jfr..", "org.jspecify.." };

	private static final String TEXT = "..io.taskmon.text..";

	private static final String CONSOLE = "..io.taskmon.console..";

	private static final String ENDPOINT = "..io.taskmon.actuate";

	private static final String PAGE = "..io.taskmon.actuate.page..";

	private static final String CONSOLE_FACE = "..io.taskmon.console";

	private static final String SSH = "..io.taskmon.console.ssh..";

	private static final String SHELL = "..io.taskmon.console.shell..";

	private static final String COMMAND = "..io.taskmon.console.command..";

	private static final String ANY_ROOM = "..io.taskmon..";

	private static final String AUTOCONFIGURE = "..io.taskmon.autoconfigure..";

	static final ArchRule ENGINE_NEEDS_THE_JDK_ONLY = classes().that()
		.resideInAnyPackage(ENGINE)
		.should()
		.onlyDependOnClassesThat(resideInAnyPackage(ENGINE).or(resideInAnyPackage(OF_THE_JDK)));

	static final ArchRule ENGINE_DOES_NOT_LOG = noClasses().that()
		.resideInAnyPackage(ENGINE)
		.should()
		.dependOnClassesThat(resideInAPackage("java.util.logging..").or(loggers()));

	static final ArchRule ROOMS_KNOW_THOSE_THEY_MAY = classes().that(outside(AUTOCONFIGURE))
		.and()
		.resideInAPackage(ANY_ROOM)
		.should(new KnownRooms()
			.allow(KnownRooms.FACE, "task", "spi", "fault", "stack", "tally", "track", "upkeep", "observe", "read",
					"executor")
			.allow("spi", "task")
			.allow("fault", "spi")
			.allow("stack", "task")
			.allow("tally", "task")
			.allow("track", "task", "spi", "fault", "stack", "tally")
			.allow("upkeep", "task", "fault", "stack", "track")
			.allow("observe", "task", "fault")
			.allow("read", "task", "spi", "fault", "stack", "tally", "track", "upkeep", "observe")
			.allow("executor", KnownRooms.FACE, "task", "fault", "observe", "track")
			.allow("spring", KnownRooms.FACE, "task", "fault", "observe", "track", "executor")
			.allow("diagnosis", "task", "fault", "observe", "read")
			.allow("text", "task", "observe", "read", "diagnosis")
			.allow("jfr", "task", "spi")
			.allow("actuate", "task", "observe", "read", "diagnosis", "text")
			.allow("console", "task", "fault", "observe", "read", "diagnosis", "text")
			.allow("metrics", "task", "fault", "read", "diagnosis")
			.allow("health", "task", "read")
			.allow("event", KnownRooms.FACE, "task", "fault", "diagnosis")
			.allow("correlation", "task", "spi", "fault")
			.allow("shutdown", "task", "fault", "read", "text"));

	static final ArchRule CONSOLE_ALONE_KNOWS_TERMINALS = noClasses().that(outside(CONSOLE, AUTOCONFIGURE))
		.and()
		.resideInAPackage(ANY_ROOM)
		.should()
		.dependOnClassesThat(resideInAnyPackage("org.jline..", "org.apache.sshd..", "org.springframework.shell.."));

	static final ArchRule PAGE_DOES_NOT_KNOW_THE_ENDPOINT = noClasses().that()
		.resideInAPackage(PAGE)
		.should()
		.dependOnClassesThat(resideInAPackage(ENDPOINT));

	static final ArchRule CONSOLE_ROOMS_KNOW_THOSE_BELOW = layeredArchitecture().consideringOnlyDependenciesInLayers()
		.layer("SSH")
		.definedBy(SSH)
		.layer("shell")
		.definedBy(SHELL)
		.layer("commands")
		.definedBy(COMMAND)
		.layer("face")
		.definedBy(CONSOLE_FACE)
		.whereLayer("SSH")
		.mayNotBeAccessedByAnyLayer()
		.whereLayer("shell")
		.mayOnlyBeAccessedByLayers("SSH")
		.whereLayer("commands")
		.mayOnlyBeAccessedByLayers("SSH", "shell");

	static final ArchRule SSH_STAYS_IN_ITS_ROOM = noClasses().that(outside(SSH))
		.and()
		.resideInAPackage(CONSOLE)
		.should()
		.dependOnClassesThat(resideInAPackage("org.apache.sshd.."));

	static final ArchRule TERMINALS_STAY_IN_THE_SHELL = noClasses().that(outside(SHELL))
		.and()
		.resideInAPackage(CONSOLE)
		.should()
		.dependOnClassesThat(resideInAPackage("org.jline.."));

	static final ArchRule COMMANDS_ALONE_KNOW_TASKS = noClasses().that()
		.resideInAnyPackage(SSH, SHELL)
		.should()
		.dependOnClassesThat(resideInAPackage(ANY_ROOM).and(outside(CONSOLE, TEXT)).and(not(simpleName("OwnThreads"))));

	static final ArchRule CIRCLES_ARE_PAIRS = classes().that()
		.resideInAPackage(ANY_ROOM)
		.should(new CirclesOfClasses());

	private HouseRules() {
	}

	private static DescribedPredicate<JavaClass> outside(String... packages) {
		return not(resideInAnyPackage(packages));
	}

	private static DescribedPredicate<JavaClass> loggers() {
		return DescribedPredicate.describe("System.Logger",
				(type) -> type.getFullName().startsWith(System.Logger.class.getName()));
	}

}
