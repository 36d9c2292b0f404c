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

package io.taskmon.verification.compatibility;

import java.beans.PropertyDescriptor;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.Set;
import java.util.concurrent.ExecutorService;

import org.springframework.beans.BeanUtils;
import org.springframework.util.ReflectionUtils;

/**
 * What an application sees of an object: what its getters answer, and what is in its
 * fields, private ones included, as tools and tests read them by reflection.
 */
final class ObjectState {

	/** Locks and the like. */
	private static final Set<String> UNSTEADY = Set.of("logger", "lifecycleMonitor", "poolSizeMonitor", "clock");

	private ObjectState() {
	}

	static void note(String name, Object object, Observation observation) {
		noteGetters(name, object, observation);
		noteFields(name, object, observation);
	}

	private static void noteGetters(String name, Object object, Observation observation) {
		boolean nameless = Faces.shown(object.getClass()).equals(Faces.NAMELESS_SERVICE);
		Class<?> type = nameless ? ExecutorService.class : object.getClass();
		for (PropertyDescriptor property : BeanUtils.getPropertyDescriptors(type)) {
			if (property.getReadMethod() != null && property.getReadMethod().getParameterCount() == 0) {
				observation.noteAnswer(name + ": get " + property.getName(), () -> {
					if (!nameless) {
						ReflectionUtils.makeAccessible(property.getReadMethod());
					}
					return ReflectionUtils.invokeMethod(property.getReadMethod(), object);
				});
			}
		}
	}

	static void noteFields(String name, Object object, Observation observation) {
		for (Class<?> type = object.getClass(); type != null; type = type.getSuperclass()) {
			if (type.getName().startsWith("org.springframework.")) {
				for (Field field : type.getDeclaredFields()) {
					noteField(name, object, field, observation);
				}
			}
		}
	}

	private static void noteField(String name, Object object, Field field, Observation observation) {
		if (!Modifier.isStatic(field.getModifiers()) && !field.isSynthetic() && !UNSTEADY.contains(field.getName())) {
			observation.noteAnswer(name + ": " + field.getDeclaringClass().getSimpleName() + "." + field.getName(),
					() -> {
						field.setAccessible(true);
						return field.get(object);
					});
		}
	}

}
