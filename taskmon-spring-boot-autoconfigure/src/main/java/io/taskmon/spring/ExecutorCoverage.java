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

package io.taskmon.spring;

import java.lang.ref.WeakReference;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadPoolExecutor;

import io.taskmon.executor.NamelessHook;
import io.taskmon.executor.ThreadPerTaskHook;
import io.taskmon.task.Coverage;
import org.jspecify.annotations.Nullable;

import org.springframework.scheduling.concurrent.ConcurrentTaskExecutor;
import org.springframework.scheduling.concurrent.ConcurrentTaskScheduler;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;

/**
 * What can be seen of an executor, found out whenever somebody looks: what taskmon has
 * put into it may have been replaced in the meantime. Reads fields alone.
 */
final class ExecutorCoverage {

	static final String CODE = "code handed to it, except @Async methods";

	static final String RUNS = "scheduled runs";

	private static final String AGAIN = "it has been initialised again, or another tool has given it another pool";

	private static final String CANCELLERS = "who cancelled a future";

	private static final String DROPS = "rejections and drops, until a garbage collection";

	private static final String NAMES = "names of code that submit() wrapped";

	private ExecutorCoverage() {
	}

	static Coverage full(Executor bean) {
		return Coverage.FULL;
	}

	static Coverage whyNot(boolean replaceable) {
		return Coverage.none(replaceable ? "nothing can take its place without being noticed"
				: "it was in use before taskmon was there", CODE);
	}

	static Coverage ofThreadPool(Executor bean) {
		if (!ThreadPoolHook.isInstalled((ThreadPoolTaskExecutor) bean)) {
			return Coverage.none(AGAIN, CODE);
		}
		return CodeOnlookers.existFor(bean)
				? Coverage.partial("methods of its own see what it runs", "code of classes that can be named")
				: Coverage.FULL;
	}

	static Coverage ofScheduler(Executor bean) {
		return SchedulerHook.isInstalled((ThreadPoolTaskScheduler) bean) ? Coverage.FULL
				: Coverage.none(AGAIN, RUNS, CODE);
	}

	static Coverage ofConcurrentScheduler(Executor bean, @Nullable Executor face) {
		ConcurrentTaskScheduler scheduler = (ConcurrentTaskScheduler) bean;
		ScheduledExecutorService schedulingTarget = ConcurrentHook.schedulingTarget(scheduler);
		if (face == null || schedulingTarget != face) {
			return Coverage.none("it has been given another executor", RUNS, CODE);
		}
		if (ConcurrentHook.target(scheduler) != face) {
			return Coverage.partial("only its scheduled executor is tracked", CODE);
		}
		return isDecorated(scheduler) ? Coverage.partial("a task decorator was set later", "outcomes of " + CODE)
				: Coverage.FULL;
	}

	static boolean isDecorated(Executor bean) {
		DecoratorSlot slot = DecoratorSlot.of(bean);
		return slot != null && slot.decorator() != null;
	}

	static Coverage ofConcurrent(Executor bean, @Nullable Executor face) {
		return (face != null && ConcurrentHook.target((ConcurrentTaskExecutor) bean) == face) ? Coverage.FULL
				: Coverage.none("it has been given another executor", CODE);
	}

	static Coverage ofNameless(Executor bean, @Nullable Executor face) {
		return (face != null && NamelessHook.delegate(bean) == face) ? Coverage.FULL
				: Coverage.none("it has been given another pool", CODE);
	}

	static Coverage ofThreadPerTask(Executor bean) {
		return ThreadPerTaskHook.isInstalled(bean)
				? Coverage.partial("tracked by its thread factory, which sees no futures", CANCELLERS, DROPS, NAMES)
				: Coverage.none("it has been given another thread factory", CODE);
	}

	static Coverage byDecorator(Executor bean, AskingPool asking) {
		DecoratorSlot slot = DecoratorSlot.of(bean);
		if (slot == null || !(slot.decorator() instanceof TrackingTaskDecorator decorator)) {
			return Coverage.none("taskmon's task decorator has been replaced by another one", CODE);
		}
		return (bean instanceof ThreadPoolTaskExecutor threadPool && !asking.asks(threadPool, decorator))
				? Coverage.none("its pool is another tool's, which has not asked its task decorator", CODE)
				: Coverage.partial("tracked by a task decorator, which sees no futures", CANCELLERS, DROPS, NAMES);
	}

	/**
	 * The pool that an executor had when somebody looked last: another one may ask its
	 * task decorator or not, until it has done so.
	 */
	static final class AskingPool {

		private WeakReference<@Nullable ThreadPoolExecutor> known = new WeakReference<>(null);

		synchronized boolean asks(ThreadPoolTaskExecutor bean, TrackingTaskDecorator decorator) {
			ThreadPoolExecutor pool = ThreadPoolHook.poolOf(bean);
			if (!this.known.refersTo(pool) && !this.known.refersTo(null)) {
				decorator.forgetCalls();
			}
			this.known = new WeakReference<>(pool);
			return decorator.isCalled() || ThreadPoolHook.isSprings(pool);
		}

	}

}
