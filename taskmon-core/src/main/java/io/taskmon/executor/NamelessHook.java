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

import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Function;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * The executors of {@link Executors} that hide a pool behind a class that nobody can
 * name. Where the JVM lets anybody look inside, some do (Micrometer asks for the pool),
 * and find a face of the pool in its place; where it does not, a face is put around the
 * whole.
 */
public final class NamelessHook {

	private static final String OUTER = Executors.class.getName() + "$";

	/** In the class and in its superclass, where both have one. */
	private static final String DELEGATE = "e";

	private NamelessHook() {
	}

	/**
	 * Returns the executor that another one hides.
	 * @return what it hands everything to, {@code null} if there is no such executor, or
	 * the JVM lets nobody look
	 */
	public static @Nullable Executor delegate(@Nullable Executor executor) {
		if (executor == null) {
			return null;
		}
		List<PrivateField> fields = fields(executor.getClass());
		return fields.isEmpty() ? null : (Executor) fields.get(0).get(executor);
	}

	/**
	 * Puts a face in front of the executor that another one hides.
	 * @param face makes a face, {@code null} if it cannot
	 * @return the face, {@code null} if nothing has been changed
	 */
	public static @Nullable Executor install(Executor executor, Function<Executor, @Nullable Executor> face) {
		Executor delegate = PrivateField.canSetFinals() ? delegate(executor) : null;
		Executor made = (delegate != null) ? face.apply(delegate) : null;
		if (made == null) {
			return null;
		}
		for (PrivateField field : fields(executor.getClass())) {
			field.set(executor, made);
		}
		return made;
	}

	/**
	 * Makes a face look as an executor that nobody can look into.
	 */
	public static Executor around(ExecutorService face) {
		return (face instanceof ScheduledExecutorService scheduled)
				? Executors.unconfigurableScheduledExecutorService(scheduled)
				: Executors.unconfigurableExecutorService(face);
	}

	/**
	 * Returns whether a class is one of the JDK's that nobody else can name.
	 */
	public static boolean isNameless(Class<?> type) {
		return type.getPackageName().equals(Executors.class.getPackageName())
				&& !Modifier.isPublic(type.getModifiers());
	}

	/**
	 * Returns whether executors of a class hide another one.
	 */
	public static boolean hides(Class<?> type) {
		return type.getName().startsWith(OUTER) && ExecutorService.class.isAssignableFrom(type);
	}

	private static List<PrivateField> fields(Class<?> type) {
		return !hides(type) ? List.of()
				: Stream.<Class<?>>iterate(type, Objects::nonNull, Class::getSuperclass)
					.flatMap((next) -> Arrays.stream(next.getDeclaredFields()))
					.filter((field) -> field.getName().equals(DELEGATE) && field.trySetAccessible())
					.map(PrivateField::new)
					.toList();
	}

}
