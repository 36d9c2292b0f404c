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

import java.security.AccessController;
import java.security.PrivilegedAction;

/**
 * Makes the threads of taskmon, which keep nothing of the application that happens to
 * start them: no inheritable thread locals, no context class loader, no protection domain
 * of the code on the stack (on a JDK that still has access control).
 */
public final class OwnThreads {

	private OwnThreads() {
	}

	/**
	 * Makes a daemon thread that is to be started.
	 * @param name its name
	 * @param code what it runs
	 * @return the thread
	 */
	public static Thread daemon(String name, Runnable code) {
		try {
			return withoutAccessControl(name, code);
		}
		catch (LinkageError ex) {
			// Access control is to be removed from the JDK
			return create(name, code);
		}
	}

	@SuppressWarnings("removal")
	private static Thread withoutAccessControl(String name, Runnable code) {
		return AccessController.doPrivileged((PrivilegedAction<Thread>) () -> create(name, code));
	}

	private static Thread create(String name, Runnable code) {
		Thread thread = new Thread(null, code, name, 0, false);
		thread.setDaemon(true);
		thread.setContextClassLoader(null);
		return thread;
	}

}
