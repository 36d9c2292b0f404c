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

package io.taskmon.verification.house;

import java.lang.instrument.Instrumentation;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;

import io.taskmon.verification.house.Walk.Call;
import net.bytebuddy.agent.ByteBuddyAgent;
import net.bytebuddy.agent.builder.AgentBuilder;
import net.bytebuddy.agent.builder.ResettableClassFileTransformer;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.matcher.ElementMatchers;

/**
 * Follows all threads from class to class of taskmon, but for those that are at home
 * there: whoever does something while the application does nothing.
 */
public final class Tracer implements AutoCloseable {

	private static final long IDLE_MILLIS = 3_000;

	private static final long QUIET_MILLIS = 150;

	private static final ThreadLocal<List<String>> STACKS = ThreadLocal.withInitial(ArrayList::new);

	private static final Queue<Call> CALLS = new ConcurrentLinkedQueue<>();

	private final Set<Long> residents = new HashSet<>();

	private final Instrumentation instrumentation = ByteBuddyAgent.install();

	private final ResettableClassFileTransformer transformer;

	Tracer() {
		this.transformer = new AgentBuilder.Default().disableClassFormatChanges()
			.with(AgentBuilder.RedefinitionStrategy.RETRANSFORMATION)
			// Else one that cannot be transformed would leave all as they were
			.with(AgentBuilder.RedefinitionStrategy.BatchAllocator.ForFixedSize.ofSize(1))
			.with(AgentBuilder.Listener.StreamWriting.toSystemError().withErrorsOnly())
			.type(ElementMatchers.nameStartsWith("io.taskmon.")
				.and(ElementMatchers.not(ElementMatchers.nameStartsWith("io.taskmon.verification."))))
			.transform((builder, type, loader, module, domain) -> builder
				.visit(Advice.to(MethodAdvice.class).on(ElementMatchers.isMethod()))
				.visit(Advice.to(ConstructorAdvice.class).on(ElementMatchers.isConstructor())))
			.installOn(this.instrumentation);
	}

	/**
	 * Finds out who does something though nobody asks for it.
	 */
	void watchResidents() throws InterruptedException {
		CALLS.clear();
		Thread.sleep(IDLE_MILLIS);
		CALLS.forEach((call) -> this.residents.add(call.thread()));
	}

	/**
	 * Follows what is done, until nobody does anything any more.
	 */
	Walk follow(Deed deed) throws Exception {
		CALLS.clear();
		deed.perform();
		List<Call> calls = List.of();
		List<Call> later = calls();
		while (later.size() > calls.size()) {
			calls = later;
			Thread.sleep(QUIET_MILLIS);
			later = calls();
		}
		return Walk.of(calls);
	}

	private List<Call> calls() {
		return CALLS.stream().filter((call) -> !this.residents.contains(call.thread())).toList();
	}

	/**
	 * Notes that a class has been entered. Is called by the classes themselves.
	 * @param type the class
	 * @return the depth to come back to
	 */
	public static int enter(String type) {
		List<String> stack = STACKS.get();
		int depth = stack.size();
		String entered = House.outermost(type);
		String top = (depth > 0) ? stack.get(depth - 1) : "";
		if (!top.equals(entered)) {
			CALLS.add(new Call(Thread.currentThread().getId(), top, entered));
		}
		stack.add(entered);
		return depth;
	}

	/**
	 * Notes that a class has been left. Constructors that fail do not say so.
	 * @param depth what {@link #enter} returned
	 */
	public static void leave(int depth) {
		List<String> stack = STACKS.get();
		if (stack.size() > depth) {
			stack.subList(depth, stack.size()).clear();
		}
	}

	@Override
	public void close() {
		this.transformer.reset(this.instrumentation, AgentBuilder.RedefinitionStrategy.RETRANSFORMATION);
		CALLS.clear();
	}

	/**
	 * What is followed.
	 */
	interface Deed {

		void perform() throws Exception;

	}

	/**
	 * Is copied into each method.
	 */
	static final class MethodAdvice {

		private MethodAdvice() {
		}

		@Advice.OnMethodEnter
		static int enter(@Advice.Origin("#t") String type) {
			return Tracer.enter(type);
		}

		@Advice.OnMethodExit(onThrowable = Throwable.class)
		static void exit(@Advice.Enter int depth) {
			leave(depth);
		}

	}

	/**
	 * Is copied into each constructor.
	 */
	static final class ConstructorAdvice {

		private ConstructorAdvice() {
		}

		@Advice.OnMethodEnter
		static int enter(@Advice.Origin("#t") String type) {
			return Tracer.enter(type);
		}

		@Advice.OnMethodExit
		static void exit(@Advice.Enter int depth) {
			leave(depth);
		}

	}

}
