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

package io.taskmon.executor;

import java.lang.reflect.Field;

import org.jspecify.annotations.Nullable;

/**
 * A field of another's class that has no accessor. Where a version of that class does not
 * have it, or does not let it be read, whoever needs it does without.
 *
 * @param field the field, accessible
 */
public record PrivateField(Field field) {

	/** From this version on, the JVM warns of a final field that is set. */
	private static final int WARNS_OF_FINAL_FIELDS = 26;

	/**
	 * Returns whether final fields can be set without a warning of the JVM.
	 */
	public static boolean canSetFinals() {
		return Runtime.version().feature() < WARNS_OF_FINAL_FIELDS;
	}

	/**
	 * Finds a field in a class or its superclasses.
	 * @param type its type, {@code null} for any
	 * @return the field, {@code null} if there is none of that name and type, or it
	 * cannot be made accessible
	 */
	public static @Nullable PrivateField find(Class<?> declaringType, String name, @Nullable Class<?> type) {
		try {
			for (Class<?> next = declaringType; next != null; next = next.getSuperclass()) {
				for (Field field : next.getDeclaredFields()) {
					if (field.getName().equals(name) && (type == null || type == field.getType())) {
						return field.trySetAccessible() ? new PrivateField(field) : null;
					}
				}
			}
			return null;
		}
		catch (LinkageError ex) {
			// Its neighbours are of types of a library that the application does not have
			return null;
		}
	}

	public @Nullable Object get(Object target) {
		try {
			return this.field.get(target);
		}
		catch (IllegalAccessException ex) {
			throw new IllegalStateException(ex);
		}
	}

	public void set(Object target, Object value) {
		try {
			this.field.set(target, value);
		}
		catch (IllegalAccessException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
