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

package io.taskmon.core;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

import com.example.plugin.PluginTask;

/**
 * A plug-in with a class loader of its own.
 */
final class Plugin {

	private final Class<?> taskClass;

	Plugin(Collectable collectable) {
		try {
			PluginClassLoader classLoader = new PluginClassLoader();
			collectable.watch(classLoader);
			this.taskClass = classLoader.loadClass(PluginTask.class.getName());
		}
		catch (ClassNotFoundException ex) {
			throw new AssertionError(ex);
		}
	}

	TaskCode code() {
		return TaskCode.ofClass(this.taskClass.getName(), false);
	}

	/**
	 * Has the plug-in submit a task that fails.
	 */
	void submit(Executor executor) {
		call("submit", Executor.class, executor);
	}

	/**
	 * Does something with the plug-in on the stack.
	 */
	void act(Runnable action) {
		call("act", Runnable.class, action);
	}

	RuntimeException exception() {
		try {
			Object task = this.taskClass.getDeclaredConstructor().newInstance();
			return (RuntimeException) ((Supplier<?>) task).get();
		}
		catch (ReflectiveOperationException ex) {
			throw new AssertionError(ex);
		}
	}

	private void call(String method, Class<?> type, Object argument) {
		try {
			this.taskClass.getMethod(method, type).invoke(null, argument);
		}
		catch (ReflectiveOperationException ex) {
			throw new AssertionError(ex);
		}
	}

	private static final class PluginClassLoader extends ClassLoader {

		PluginClassLoader() {
			super(PluginTask.class.getClassLoader());
		}

		@Override
		protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
			if (!name.startsWith(PluginTask.class.getPackageName())) {
				return super.loadClass(name, resolve);
			}
			Class<?> loaded = findLoadedClass(name);
			return (loaded != null) ? loaded : define(name);
		}

		private Class<?> define(String name) {
			try (InputStream file = getResourceAsStream(name.replace('.', '/') + ".class")) {
				byte[] bytes = file.readAllBytes();
				return defineClass(name, bytes, 0, bytes.length);
			}
			catch (IOException ex) {
				throw new UncheckedIOException(ex);
			}
		}

	}

}
