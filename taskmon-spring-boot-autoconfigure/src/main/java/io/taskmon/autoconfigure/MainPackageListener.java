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

import org.springframework.boot.context.event.ApplicationPreparedEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * Tells a context which class its application was started with, for only Spring Boot
 * knows.
 */
final class MainPackageListener implements ApplicationListener<ApplicationPreparedEvent> {

	@Override
	public void onApplicationEvent(ApplicationPreparedEvent event) {
		Class<?> mainClass = event.getSpringApplication().getMainApplicationClass();
		ConfigurableApplicationContext context = event.getApplicationContext();
		// What is no boolean is for the auto-configuration to refuse
		if (mainClass != null && !"false".equalsIgnoreCase(context.getEnvironment().getProperty("taskmon.enabled"))) {
			context.getBeanFactory()
				.registerSingleton(MainPackage.class.getName(), new MainPackage(mainClass.getPackageName()));
		}
	}

}
