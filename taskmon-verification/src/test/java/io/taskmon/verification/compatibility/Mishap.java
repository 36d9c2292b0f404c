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

import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

/**
 * A failure that counts who looks at it. That takes time, may wait, may fail itself: it
 * is up to the application who does.
 */
final class Mishap extends RuntimeException {

	static final Supplier<Throwable> UNCHECKED = Mishap::new;

	static final Supplier<Throwable> CHECKED = () -> new IOException("checked", new Mishap());

	static final Supplier<Throwable> ERROR = () -> new NoClassDefFoundError("error");

	static final Supplier<Throwable> INTERRUPTION = () -> new InterruptedException("interruption");

	private final transient AtomicInteger looks = new AtomicInteger();

	Mishap() {
		super("mishap");
	}

	int looks() {
		return this.looks.get();
	}

	@Override
	public String getMessage() {
		this.looks.incrementAndGet();
		return String.valueOf(super.getMessage());
	}

	@Override
	public String getLocalizedMessage() {
		this.looks.incrementAndGet();
		return String.valueOf(super.getMessage());
	}

	@Override
	public synchronized @Nullable Throwable getCause() {
		if (this.looks != null) {
			this.looks.incrementAndGet();
		}
		return null;
	}

	@Override
	public StackTraceElement[] getStackTrace() {
		this.looks.incrementAndGet();
		return super.getStackTrace();
	}

}
