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

package io.taskmon.verification.chaos;

import java.lang.instrument.Instrumentation;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.function.Supplier;

import net.bytebuddy.agent.ByteBuddyAgent;
import net.bytebuddy.agent.builder.AgentBuilder;
import net.bytebuddy.agent.builder.ResettableClassFileTransformer;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.description.type.TypeDescription;
import net.bytebuddy.matcher.ElementMatcher;
import net.bytebuddy.matcher.ElementMatchers;

/**
 * Lets methods of taskmon fail as they are entered: all that the core does for a task and
 * all that views do, down to listeners. Not what carries the application's code, for that
 * would fail with it; nor the few classes of the core that catch what fails behind them.
 */
public final class InjectedFaults implements AutoCloseable {

	private static final List<Supplier<Throwable>> FAULTS = List.of(() -> new IllegalStateException("injected"),
			() -> new NoClassDefFoundError("injected"), () -> new OutOfMemoryError("injected"),
			() -> new StackOverflowError("injected"));

	private static final Set<String> REACHED = new ConcurrentSkipListSet<>();

	private static final AtomicInteger STRUCK = new AtomicInteger();

	private static volatile Predicate<String> failing = (method) -> false;

	private final Instrumentation instrumentation = ByteBuddyAgent.install();

	private final ResettableClassFileTransformer transformer;

	InjectedFaults() {
		REACHED.clear();
		this.transformer = new AgentBuilder.Default().disableClassFormatChanges()
			.with(AgentBuilder.RedefinitionStrategy.RETRANSFORMATION)
			// Else one that cannot be transformed would leave all as they were
			.with(AgentBuilder.RedefinitionStrategy.BatchAllocator.ForFixedSize.ofSize(1))
			.with(AgentBuilder.Listener.StreamWriting.toSystemError().withErrorsOnly())
			.type(mayFail())
			.transform((builder, type, loader, module, domain) -> builder
				.visit(Advice.to(Entry.class).on(ElementMatchers.isMethod())))
			.installOn(this.instrumentation);
	}

	private static ElementMatcher<TypeDescription> mayFail() {
		return ElementMatchers.<TypeDescription>nameStartsWith("io.taskmon.")
			.and(ElementMatchers.not(ElementMatchers.nameStartsWith("io.taskmon.verification.")))
			.and(ElementMatchers.not(ElementMatchers.nameStartsWith("io.taskmon.executor.")))
			.and(ElementMatchers.not(ElementMatchers.nameStartsWith("io.taskmon.spring.")))
			.and(ElementMatchers.not(ElementMatchers.nameStartsWith("io.taskmon.autoconfigure."))
				.or(ElementMatchers.nameEndsWith("Listener")))
			.and(ElementMatchers.not(ElementMatchers.namedOneOf("io.taskmon.track.TaskTracker",
					"io.taskmon.track.TaskRegistry", "io.taskmon.track.TrackedTask", "io.taskmon.track.TaskLife",
					"io.taskmon.track.TaskPhase", "io.taskmon.fault.Faults")))
			// Transformed classes lose the names of parameters, which endpoints need
			.and(ElementMatchers.not(ElementMatchers.isAnnotatedWith(ElementMatchers.nameContains("Endpoint"))))
			// Its loop has nobody around it
			.and(ElementMatchers.not(ElementMatchers.named("io.taskmon.upkeep.Housekeeper")));
	}

	/**
	 * Returns the methods that have been entered so far.
	 */
	Set<String> reached() {
		return Set.copyOf(REACHED);
	}

	/**
	 * Lets methods fail from now on.
	 */
	void letFail(Predicate<String> methods) {
		failing = methods;
	}

	void letNothingFail() {
		failing = (method) -> false;
	}

	int struck() {
		return STRUCK.get();
	}

	/**
	 * Throws if the method is to fail. Is called by the methods themselves.
	 * @param method the method that has been entered
	 */
	public static void strike(String method) {
		REACHED.add(method);
		if (failing.test(method)) {
			throw InjectedFaults.<RuntimeException>sneaky(FAULTS.get(STRUCK.getAndIncrement() % FAULTS.size()).get());
		}
	}

	@SuppressWarnings("unchecked")
	private static <T extends Throwable> T sneaky(Throwable throwable) throws T {
		throw (T) throwable;
	}

	@Override
	public void close() {
		letNothingFail();
		this.transformer.reset(this.instrumentation, AgentBuilder.RedefinitionStrategy.RETRANSFORMATION);
	}

	/**
	 * Is copied into each method.
	 */
	static final class Entry {

		private Entry() {
		}

		@Advice.OnMethodEnter
		static void enter(@Advice.Origin String method) {
			strike(method);
		}

	}

}
