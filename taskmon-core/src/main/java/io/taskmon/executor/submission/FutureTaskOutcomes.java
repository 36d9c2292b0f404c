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

package io.taskmon.executor.submission;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Field;
import java.util.concurrent.FutureTask;

import org.jspecify.annotations.Nullable;

/**
 * Reads how future tasks ended that the application has made, without running anything of
 * the application's: neither an exception is asked for its text, nor a method called that
 * a subclass has overridden. From JDK 19 on by the methods of {@link FutureTask} that are
 * there for that; before, by its fields.
 */
public abstract class FutureTaskOutcomes {

	private static final FutureOutcome UNREADABLE = FutureOutcome.unknown("its future cannot be read on this JDK");

	private static final @Nullable FutureTaskOutcomes READER = find();

	/**
	 * Returns how a future ended. Never throws.
	 */
	public static FutureOutcome of(FutureTask<?> future) {
		try {
			return (READER != null) ? READER.read(future) : UNREADABLE;
		}
		catch (Throwable ex) {
			return UNREADABLE;
		}
	}

	private static @Nullable FutureTaskOutcomes find() {
		try {
			return new ByMethods();
		}
		catch (ReflectiveOperationException | RuntimeException ex) {
			return findFields();
		}
	}

	private static @Nullable FutureTaskOutcomes findFields() {
		try {
			return new ByFields();
		}
		catch (ReflectiveOperationException | RuntimeException ex) {
			return null;
		}
	}

	abstract FutureOutcome read(FutureTask<?> future) throws Throwable;

	/**
	 * Reads by {@code state()} and {@code exceptionNow()}.
	 */
	private static final class ByMethods extends FutureTaskOutcomes {

		private static final FutureOutcome OVERRIDDEN = FutureOutcome
			.unknown("its future has methods of its own that would have to be called");

		private final MethodHandle state;

		private final MethodHandle exception;

		private final ClassValue<Boolean> readable = new ClassValue<>() {

			@Override
			protected Boolean computeValue(Class<?> type) {
				return isInherited(type, "state") && isInherited(type, "exceptionNow");
			}

		};

		private ByMethods() throws ReflectiveOperationException {
			MethodHandles.Lookup lookup = MethodHandles.publicLookup();
			Class<?> states = Class.forName("java.util.concurrent.Future$State");
			this.state = lookup.findVirtual(FutureTask.class, "state", MethodType.methodType(states))
				.asType(MethodType.methodType(Enum.class, FutureTask.class));
			this.exception = lookup.findVirtual(FutureTask.class, "exceptionNow",
					MethodType.methodType(Throwable.class));
		}

		private static boolean isInherited(Class<?> type, String method) {
			try {
				return type.getMethod(method).getDeclaringClass() == FutureTask.class;
			}
			catch (ReflectiveOperationException | LinkageError ex) {
				return false;
			}
		}

		@Override
		FutureOutcome read(FutureTask<?> future) throws Throwable {
			if (!this.readable.get(future.getClass())) {
				return OVERRIDDEN;
			}
			Enum<?> known = (Enum<?>) this.state.invokeExact(future);
			return switch (known.name()) {
				case "SUCCESS" -> FutureOutcome.SUCCEEDED;
				case "FAILED" -> FutureOutcome.failed((Throwable) this.exception.invokeExact(future));
				case "CANCELLED" -> FutureOutcome.CANCELLED;
				default -> FutureOutcome.INCOMPLETE;
			};
		}

	}

	/**
	 * Reads the fields behind these methods, as {@code sun.misc.Unsafe} allows on the
	 * JDKs that have no such methods.
	 */
	private static final class ByFields extends FutureTaskOutcomes {

		private static final int COMPLETING = 1;

		private static final int NORMAL = 2;

		private static final int EXCEPTIONAL = 3;

		private final MethodHandle state;

		private final MethodHandle outcome;

		private ByFields() throws ReflectiveOperationException {
			Class<?> type = Class.forName("sun.misc.Unsafe");
			Field instance = type.getDeclaredField("theUnsafe");
			instance.setAccessible(true);
			Object unsafe = instance.get(null);
			this.state = reader(unsafe, "getIntVolatile", int.class, "state");
			this.outcome = reader(unsafe, "getObjectVolatile", Object.class, "outcome");
			if (!isTrue()) {
				throw new IllegalStateException("FutureTask has other fields");
			}
		}

		private static MethodHandle reader(Object unsafe, String method, Class<?> type, String field)
				throws ReflectiveOperationException {
			long offset = (long) unsafe.getClass()
				.getMethod("objectFieldOffset", Field.class)
				.invoke(unsafe, FutureTask.class.getDeclaredField(field));
			MethodHandle reader = MethodHandles.publicLookup()
				.bind(unsafe, method, MethodType.methodType(type, Object.class, long.class));
			return MethodHandles.insertArguments(reader, 1, offset);
		}

		// What the fields mean is nowhere promised
		private boolean isTrue() {
			IllegalStateException exception = new IllegalStateException();
			FutureTask<?> failed = new FutureTask<>(() -> {
				throw exception;
			});
			FutureTask<?> succeeded = new FutureTask<>(() -> "");
			FutureTask<?> cancelled = new FutureTask<>(() -> "");
			boolean incomplete = FutureOutcome.INCOMPLETE.equals(read(succeeded));
			failed.run();
			succeeded.run();
			cancelled.cancel(false);
			return incomplete && FutureOutcome.failed(exception).equals(read(failed))
					&& FutureOutcome.SUCCEEDED.equals(read(succeeded))
					&& FutureOutcome.CANCELLED.equals(read(cancelled));
		}

		@Override
		FutureOutcome read(FutureTask<?> future) {
			try {
				return switch (state(future)) {
					case 0 -> FutureOutcome.INCOMPLETE;
					case NORMAL -> FutureOutcome.SUCCEEDED;
					case EXCEPTIONAL -> FutureOutcome.failed((Throwable) this.outcome.invoke(future));
					default -> FutureOutcome.CANCELLED;
				};
			}
			catch (Throwable ex) {
				return UNREADABLE;
			}
		}

		// It is a few instructions from the end of its transition
		@SuppressWarnings("ThreadPriorityCheck")
		private int state(FutureTask<?> future) throws Throwable {
			int known = (int) this.state.invoke(future);
			while (known == COMPLETING) {
				Thread.yield();
				known = (int) this.state.invoke(future);
			}
			return known;
		}

	}

}
