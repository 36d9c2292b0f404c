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

import static com.tngtech.archunit.base.DescribedPredicate.alwaysTrue;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleName;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

/**
 * The directions in which the packages may depend on each other. A package that the rules
 * do not name is a view.
 * <p>
 * The package patterns begin with dots, so that the very same rules also judge the broken
 * house, whose packages are those of the real one below {@code broken}.
 */
final class HouseRules {

	private static final String PUBLIC_FACE = "..io.taskmon";

	private static final String CORE = "..io.taskmon.core..";

	private static final String EXECUTOR = "..io.taskmon.executor..";

	private static final String SPRING = "..io.taskmon.spring..";

	private static final String TEXT = "..io.taskmon.text..";

	private static final String DIAGNOSIS = "..io.taskmon.diagnosis..";

	private static final String CONSOLE = "..io.taskmon.console..";

	private static final String ENDPOINT = "..io.taskmon.actuate";

	private static final String PAGE = "..io.taskmon.actuate.page..";

	private static final String CONSOLE_FACE = "..io.taskmon.console";

	private static final String SSH = "..io.taskmon.console.ssh..";

	private static final String SHELL = "..io.taskmon.console.shell..";

	private static final String COMMAND = "..io.taskmon.console.command..";

	private static final String ANY_ROOM = "..io.taskmon..";

	private static final String AUTOCONFIGURE = "..io.taskmon.autoconfigure..";

	private static final DescribedPredicate<JavaClass> ANYTHING = alwaysTrue();

	static final ArchRule CORE_NEEDS_THE_JDK_ONLY = classes().that()
		.resideInAPackage(CORE)
		.should()
		.onlyDependOnClassesThat()
		.resideInAnyPackage(CORE, "java..", "org.jspecify..");

	static final ArchRule EXECUTORS_NEED_THE_JDK_AND_CORE_ONLY = classes().that()
		.resideInAPackage(EXECUTOR)
		.should()
		.onlyDependOnClassesThat()
		.resideInAnyPackage(EXECUTOR, CORE, PUBLIC_FACE, "java..", "org.jspecify..");

	static final ArchRule CORE_DOES_NOT_LOG = noClasses().that()
		.resideInAPackage(CORE)
		.should()
		.dependOnClassesThat(resideInAPackage("java.util.logging..").or(loggers()));

	static final ArchRule PUBLIC_FACE_NEEDS_CORE_AT_MOST = noClasses().that()
		.resideInAPackage(PUBLIC_FACE)
		.should()
		.dependOnClassesThat(resideInAPackage("..io.taskmon.*..").and(outside(CORE)));

	static final ArchRule ROOMS_DO_NOT_KNOW_EACH_OTHER = slices().matching("..io.taskmon.(*)..")
		.should()
		.notDependOnEachOther()
		.ignoreDependency(ANYTHING, resideInAPackage(CORE))
		.ignoreDependency(resideInAPackage(SPRING), resideInAPackage(EXECUTOR))
		.ignoreDependency(outside(CORE, EXECUTOR, SPRING, DIAGNOSIS), resideInAPackage(TEXT))
		.ignoreDependency(outside(CORE, EXECUTOR, SPRING), resideInAPackage(DIAGNOSIS))
		.ignoreDependency(resideInAPackage(AUTOCONFIGURE), ANYTHING);

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

	static final ArchRule CONSOLE_CIRCLES_ARE_PAIRS = classes().that()
		.resideInAPackage(CONSOLE)
		.should(new CirclesOfClasses());

	static final ArchRule TRACKING_CIRCLES_ARE_PAIRS = classes().that()
		.resideInAnyPackage(EXECUTOR, SPRING)
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
