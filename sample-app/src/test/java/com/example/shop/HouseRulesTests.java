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

package com.example.shop;

import broken.com.example.shop.BrokenShop;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import org.junit.jupiter.api.Test;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * The shop uses taskmon as every application does: through its public face alone.
 */
class HouseRulesTests {

	private static final ArchRule PUBLIC_FACE_ONLY = noClasses().should()
		.dependOnClassesThat()
		.resideInAPackage("..io.taskmon.*..");

	@Test
	void shopUsesThePublicFaceOnly() {
		PUBLIC_FACE_ONLY.check(new ClassFileImporter().withImportOption(new ImportOption.DoNotIncludeTests())
			.importPackages("com.example.shop"));
	}

	@Test
	void shopThatUsesAnInnerTypeIsSeen() {
		assertThat(PUBLIC_FACE_ONLY.evaluate(new ClassFileImporter().importClasses(BrokenShop.class)).hasViolation())
			.isTrue();
	}

}
