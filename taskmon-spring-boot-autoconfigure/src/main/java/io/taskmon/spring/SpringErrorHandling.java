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

package io.taskmon.spring;

import java.util.concurrent.Callable;

import io.taskmon.executor.PrivateField;
import org.jspecify.annotations.Nullable;

import org.springframework.scheduling.support.DelegatingErrorHandlingRunnable;
import org.springframework.util.ClassUtils;

/**
 * What Spring's schedulers wrap code into. It swallows the exceptions of the code, whose
 * truth is to be seen inside of it.
 */
final class SpringErrorHandling {

	private static final @Nullable PrivateField RUNNABLE = PrivateField.find(DelegatingErrorHandlingRunnable.class,
			"delegate", Runnable.class);

	private static final @Nullable PrivateField CALLABLE = find(
			"org.springframework.scheduling.concurrent.DelegatingErrorHandlingCallable", "delegate", Callable.class);

	private SpringErrorHandling() {
	}

	static @Nullable PrivateField find(String className, String field, Class<?> type) {
		Class<?> declaringType = find(className);
		return (declaringType != null) ? PrivateField.find(declaringType, field, type) : null;
	}

	static @Nullable Class<?> find(String className) {
		try {
			return ClassUtils.forName(className, SpringErrorHandling.class.getClassLoader());
		}
		catch (ClassNotFoundException ex) {
			return null;
		}
	}

	/**
	 * Returns whether Spring handles the errors of code inside of objects of a class.
	 */
	static boolean isAround(Class<?> type) {
		return fieldOf(type) != null;
	}

	/**
	 * Returns the code inside, or the code itself if nothing is around it.
	 */
	static Object inside(Object code) {
		PrivateField field = fieldOf(code.getClass());
		Object inside = (field != null) ? field.get(code) : null;
		return (inside != null) ? inside : code;
	}

	/**
	 * Puts tracked code into the place of the code inside.
	 * @return what is to be run
	 */
	static Object replaceInside(Object code, Object tracked) {
		PrivateField field = fieldOf(code.getClass());
		if (field == null) {
			return tracked;
		}
		field.set(code, tracked);
		return code;
	}

	private static @Nullable PrivateField fieldOf(Class<?> type) {
		if (DelegatingErrorHandlingRunnable.class.isAssignableFrom(type)) {
			return RUNNABLE;
		}
		return (CALLABLE != null && CALLABLE.field().getDeclaringClass().isAssignableFrom(type)) ? CALLABLE : null;
	}

}
