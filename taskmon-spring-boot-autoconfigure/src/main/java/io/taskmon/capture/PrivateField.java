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

package io.taskmon.capture;

import java.lang.reflect.Field;

import org.jspecify.annotations.Nullable;

import org.springframework.util.ReflectionUtils;

/**
 * A field of a Spring class that has no accessor. Where a version of Spring does not have
 * it, or does not let it be read, whoever needs it does without.
 *
 * @param field the field, accessible
 */
record PrivateField(Field field) {

	/**
	 * Finds a field.
	 * @param type its type, {@code null} for any
	 * @return the field, {@code null} if there is none of that name and type, or it
	 * cannot be made accessible
	 */
	static @Nullable PrivateField find(Class<?> declaringType, String name, @Nullable Class<?> type) {
		try {
			Field field = ReflectionUtils.findField(declaringType, name, type);
			return (field != null && field.trySetAccessible()) ? new PrivateField(field) : null;
		}
		catch (IllegalStateException ex) {
			// Its neighbours are of types of a library that the application does not have
			return null;
		}
	}

	@Nullable Object get(Object target) {
		return ReflectionUtils.getField(this.field, target);
	}

	void set(Object target, Object value) {
		ReflectionUtils.setField(this.field, target, value);
	}

}
