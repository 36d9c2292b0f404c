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

import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.BeanClassLoaderAware;
import org.springframework.boot.autoconfigure.AutoConfigurationImportFilter;
import org.springframework.boot.autoconfigure.AutoConfigurationMetadata;
import org.springframework.util.ClassUtils;

/**
 * Keeps the shell of an application that has Spring Shell of its own as it is. Where
 * JLine is on the class path Spring Shell configures a shell that uses it, and fails if
 * its own module for that is missing. The console brings JLine and not that module.
 */
final class SpringShellImportFilter implements AutoConfigurationImportFilter, BeanClassLoaderAware {

	private static final String JLINE_SHELL = "org.springframework.shell.core.autoconfigure.JLineShellAutoConfiguration";

	private static final String ITS_MODULE = "org.springframework.shell.jline.JLineInputProvider";

	private @Nullable ClassLoader classLoader;

	@Override
	public void setBeanClassLoader(ClassLoader classLoader) {
		this.classLoader = classLoader;
	}

	@Override
	public boolean[] match(@Nullable String[] autoConfigurations, AutoConfigurationMetadata metadata) {
		boolean[] matches = new boolean[autoConfigurations.length];
		for (int i = 0; i < matches.length; i++) {
			matches[i] = !JLINE_SHELL.equals(autoConfigurations[i])
					|| ClassUtils.isPresent(ITS_MODULE, this.classLoader);
		}
		return matches;
	}

}
