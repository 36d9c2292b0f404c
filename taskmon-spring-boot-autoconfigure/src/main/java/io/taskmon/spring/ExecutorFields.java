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

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

import io.taskmon.executor.PrivateField;
import org.jspecify.annotations.Nullable;

import org.springframework.core.task.TaskDecorator;
import org.springframework.util.ReflectionUtils;

/**
 * What an executor of Spring's keeps in its fields, read without a call of the executor.
 */
final class ExecutorFields {

	/** Small, and asked of a few classes at start-up alone. */
	private static final ClassValue<List<Field>> FIELDS = new ClassValue<>() {

		@Override
		protected List<Field> computeValue(Class<?> type) {
			return Stream.<Class<?>>iterate(type, Objects::nonNull, Class::getSuperclass)
				.filter(ExecutorClasses::isSprings)
				.flatMap((next) -> Arrays.stream(next.getDeclaredFields()))
				.filter((field) -> !Modifier.isStatic(field.getModifiers()) && field.trySetAccessible())
				.toList();
		}

	};

	private ExecutorFields() {
	}

	/**
	 * Returns whether an executor has what its constructors give it. Objects that were
	 * made without, as some libraries make mocks, have not.
	 */
	static boolean areSet(Object executor) {
		return of(executor).stream()
			.filter((field) -> Modifier.isFinal(field.getModifiers()))
			.allMatch((field) -> ReflectionUtils.getField(field, executor) != null);
	}

	/**
	 * Returns what an executor holds.
	 */
	static List<Object> values(Object executor) {
		List<Object> values = new ArrayList<>();
		for (Field field : of(executor)) {
			Object value = field.getType().isPrimitive() ? null : ReflectionUtils.getField(field, executor);
			if (value != null) {
				values.add(value);
			}
		}
		return values;
	}

	/**
	 * Gives a face the values of what it stands for, so that whoever reads its fields
	 * finds the same.
	 */
	static void mirror(Object executor, Object face) {
		for (Field field : of(executor)) {
			if (PrivateField.canSetFinals() || !Modifier.isFinal(field.getModifiers())) {
				ReflectionUtils.setField(field, face,
						mirrored(ReflectionUtils.getField(field, executor), executor, face));
			}
		}
	}

	private static @Nullable Object mirrored(@Nullable Object value, Object executor, Object face) {
		if (value == executor) {
			return face;
		}
		return (value instanceof TaskDecorator decorator) ? TrackingTaskDecorator.applicationsIn(decorator) : value;
	}

	private static List<Field> of(Object executor) {
		return FIELDS.get(executor.getClass());
	}

}
