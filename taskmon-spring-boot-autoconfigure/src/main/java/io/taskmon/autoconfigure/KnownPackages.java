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

package io.taskmon.autoconfigure;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import io.taskmon.task.ApplicationPackages;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.beans.factory.config.ConstructorArgumentValues.ValueHolder;
import org.springframework.boot.autoconfigure.AutoConfigurationPackages;

/**
 * Finds out which packages are an application's: those that it names, or else that of its
 * main class and those that Spring Boot takes for its own.
 */
final class KnownPackages {

	private static final String AUTO_CONFIGURED = AutoConfigurationPackages.class.getName();

	private KnownPackages() {
	}

	static ApplicationPackages of(List<String> named, ConfigurableListableBeanFactory beanFactory) {
		if (!named.isEmpty()) {
			return ApplicationPackages.of(named);
		}
		Set<String> known = new LinkedHashSet<>();
		if (beanFactory.getSingleton(MainPackage.class.getName()) instanceof MainPackage main) {
			known.add(main.name());
		}
		known.addAll(autoConfigured(beanFactory));
		// What is in no package begins like everything
		known.removeIf(String::isEmpty);
		return ApplicationPackages.of(known);
	}

	// From the definition: to ask the bean is to have Spring Boot warn of an application
	// that is in no package
	private static List<String> autoConfigured(ConfigurableListableBeanFactory beanFactory) {
		if (!beanFactory.containsBeanDefinition(AUTO_CONFIGURED)) {
			return List.of();
		}
		@Nullable ValueHolder packages = beanFactory.getMergedBeanDefinition(AUTO_CONFIGURED)
			.getConstructorArgumentValues()
			.getArgumentValue(0, String[].class);
		return (packages != null && packages.getValue() instanceof String[] names) ? List.of(names) : List.of();
	}

}
