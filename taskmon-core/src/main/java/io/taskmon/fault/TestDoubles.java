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

package io.taskmon.fault;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Proxy;
import java.util.Collection;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * Recognises mocks and spies, without a call of any: a test must not find interactions
 * that it has not caused. Whoever makes them is neither loaded nor initialised for that.
 * Thread-safe.
 */
public final class TestDoubles {

	/** Names of classes that are generated. */
	private static final Pattern GENERATED = Pattern
		.compile("\\$MockitoMock\\$|\\$\\$EasyMock|\\$ByteBuddy\\$|\\$Subclass\\d+$");

	/** Packages of handlers of generated proxies. */
	private static final Pattern HANDLERS = Pattern.compile("org\\.(mockito|easymock)\\..*|io\\.mockk\\..*");

	// The bootstrap loader has it from the moment on when there can be mocks whose class
	// is the very class that is mocked
	private static final String MOCKITO_DISPATCHER = "org.mockito.internal.creation.bytebuddy.inject.MockMethodDispatcher";

	// Kept by the class that it asks, which may go with the application
	private static final ClassValue<@Nullable MethodHandle> IS_MOCK = new ClassValue<>() {

		@Override
		protected @Nullable MethodHandle computeValue(Class<?> mockito) {
			return isMock(mockito);
		}

	};

	private static volatile boolean mockitoInUse;

	private TestDoubles() {
	}

	/**
	 * Returns whether an object is a mock or a spy.
	 * @param object anything
	 * @return {@code true} if a known library made it for a test
	 */
	public static boolean isDouble(@Nullable Object object) {
		return object != null && (isGenerated(object.getClass()) || hasHandler(object) || isMock(object));
	}

	/**
	 * Returns whether one of many objects is a mock or a spy.
	 * @param objects anything
	 * @return {@code true} if a known library made one for a test
	 */
	public static boolean isAnyDouble(Collection<?> objects) {
		return objects.stream().anyMatch((object) -> isGenerated(object.getClass()) || hasHandler(object))
				|| (isMockitoInUse() && objects.stream().anyMatch(TestDoubles::isMock));
	}

	private static boolean isGenerated(Class<?> type) {
		return GENERATED.matcher(type.getName()).find();
	}

	private static boolean hasHandler(Object object) {
		return Proxy.isProxyClass(object.getClass())
				&& HANDLERS.matcher(Proxy.getInvocationHandler(object).getClass().getName()).matches();
	}

	private static boolean isMock(Object object) {
		if (!isMockitoInUse()) {
			return false;
		}
		ClassLoader context = Thread.currentThread().getContextClassLoader();
		return isMock(object, context) || isMock(object, TestDoubles.class.getClassLoader());
	}

	private static boolean isMockitoInUse() {
		if (!mockitoInUse) {
			mockitoInUse = find(MOCKITO_DISPATCHER, null) != null;
		}
		return mockitoInUse;
	}

	private static boolean isMock(Object object, @Nullable ClassLoader loader) {
		Class<?> mockito = find("org.mockito.Mockito", loader);
		MethodHandle isMock = (mockito != null) ? IS_MOCK.get(mockito) : null;
		try {
			return isMock != null && (boolean) isMock.invokeExact(object);
		}
		catch (Throwable ex) {
			// A Mockito that cannot be asked
			return false;
		}
	}

	private static @Nullable MethodHandle isMock(Class<?> mockito) {
		try {
			Class<?> details = Class.forName("org.mockito.MockingDetails", false, mockito.getClassLoader());
			MethodHandles.Lookup lookup = MethodHandles.publicLookup();
			MethodHandle detailsOf = lookup.findStatic(mockito, "mockingDetails",
					MethodType.methodType(details, Object.class));
			MethodHandle isMock = lookup.findVirtual(details, "isMock", MethodType.methodType(boolean.class));
			return MethodHandles.filterReturnValue(detailsOf, isMock);
		}
		catch (ReflectiveOperationException | LinkageError ex) {
			return null;
		}
	}

	private static @Nullable Class<?> find(String name, @Nullable ClassLoader loader) {
		try {
			return Class.forName(name, false, loader);
		}
		catch (ClassNotFoundException | LinkageError ex) {
			return null;
		}
	}

}
