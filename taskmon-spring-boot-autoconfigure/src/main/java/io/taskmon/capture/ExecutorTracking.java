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

package io.taskmon.capture;

import java.lang.ref.WeakReference;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingDeque;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.LinkedTransferQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.function.Function;
import java.util.function.Supplier;

import io.taskmon.core.Coverage;
import org.jspecify.annotations.Nullable;

import org.springframework.aop.framework.AopProxyUtils;
import org.springframework.aop.support.AopUtils;
import org.springframework.core.task.SimpleAsyncTaskExecutor;
import org.springframework.core.task.VirtualThreadTaskExecutor;
import org.springframework.scheduling.TaskScheduler;
import org.springframework.scheduling.concurrent.ConcurrentTaskExecutor;
import org.springframework.scheduling.concurrent.ConcurrentTaskScheduler;
import org.springframework.scheduling.concurrent.SimpleAsyncTaskScheduler;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;

/**
 * Tracks executor beans: in place where that can be done, by a face in front of the bean
 * where nobody can tell it from the bean, else not at all. Enters each in the catalogue.
 * Thread-safe; never throws.
 */
final class ExecutorTracking {

	private static final String CODE = "code handed to it, except @Async methods";

	private static final String RUNS = "scheduled runs";

	/** Queues that do not look at what is put into them. */
	private static final Set<Class<?>> PLAIN_QUEUES = Set.of(LinkedBlockingQueue.class, ArrayBlockingQueue.class,
			SynchronousQueue.class, LinkedBlockingDeque.class, LinkedTransferQueue.class);

	private final CaptureContext context;

	ExecutorTracking(CaptureContext context) {
		this.context = context;
	}

	/**
	 * Tracks an executor bean, unless that has been done.
	 * @param replaceable whether nobody has the bean yet, so that a face can take its
	 * place
	 * @return the bean to use
	 */
	Executor track(Executor bean, String name, boolean replaceable) {
		try {
			return AopUtils.isAopProxy(bean) ? trackBehind(bean, name) : trackItself(bean, name, replaceable);
		}
		catch (Throwable ex) {
			this.context.tracker().faults().report("tracking executor '" + name + "'", ex);
			return bean;
		}
	}

	private Executor trackItself(Executor bean, String name, boolean replaceable) {
		ExecutorNames.Entry known = this.context.executors().find(bean);
		if (known == null) {
			return hook(bean, name, replaceable);
		}
		if (isInitialisedAgain(bean)) {
			hook(bean, known.name(), false);
		}
		this.context.catalog().addAlias(name, known.name());
		return bean;
	}

	// As Spring does with a bean that a second bean method returns
	private static boolean isInitialisedAgain(Executor bean) {
		return (bean instanceof ThreadPoolTaskExecutor threadPool && !ThreadPoolHook.isInstalled(threadPool))
				|| (bean instanceof ThreadPoolTaskScheduler scheduler && !SchedulerHook.isInstalled(scheduler));
	}

	// A proxy has the fields of its target, but not what they hold
	private Executor trackBehind(Executor proxy, String name) {
		Executor target = behind(proxy);
		if (target == null) {
			return untracked(proxy, name, Coverage.none("it is a proxy of something that may change", CODE));
		}
		trackItself(target, name, false);
		ExecutorNames.Entry known = this.context.executors().find(target);
		if (known != null) {
			this.context.executors().add(proxy, known.name(), known.decorated());
		}
		return proxy;
	}

	private static @Nullable Executor behind(Executor proxy) {
		Object target = proxy;
		while (AopUtils.isAopProxy(target)) {
			target = AopProxyUtils.getSingletonTarget(target);
		}
		return (target instanceof Executor executor) ? executor : null;
	}

	private Executor hook(Executor bean, String name, boolean replaceable) {
		DecoratorSlot slot = DecoratorSlot.of(bean);
		Submissions submissions = new Submissions(this.context, name, slot, null, CodeOnlookers.existFor(bean));
		if (bean instanceof TaskScheduler) {
			return hookScheduler(bean, name, replaceable);
		}
		if (bean instanceof ThreadPoolTaskExecutor threadPool) {
			return hookThreadPool(threadPool, name, submissions, slot);
		}
		if (bean instanceof ConcurrentTaskExecutor concurrent) {
			return hookConcurrent(concurrent, name, submissions, slot);
		}
		Executor face = replaceable ? face(bean, name) : null;
		if (face != null) {
			return tracked(face, name, bean.getClass(), (tracked) -> Coverage.FULL);
		}
		return (slot != null) ? decorate(bean, name, submissions, slot) : untracked(bean, name, whyNot(replaceable));
	}

	private Executor hookScheduler(Executor bean, String name, boolean replaceable) {
		if (replaceable && bean.getClass() == SimpleAsyncTaskScheduler.class) {
			Executor face = TrackedSimpleAsyncTaskScheduler.of((SimpleAsyncTaskScheduler) bean, this.context, name);
			return (face != bean) ? tracked(face, name, bean.getClass(), (tracked) -> Coverage.FULL)
					: untracked(bean, name, whyNot(true));
		}
		if (bean instanceof ThreadPoolTaskScheduler scheduler && SchedulerHook.install(scheduler, this.context, name)) {
			return tracked(bean, name, bean.getClass(), ExecutorTracking::coverageOfScheduler);
		}
		return (bean instanceof ConcurrentTaskScheduler scheduler) ? hookConcurrentScheduler(scheduler, name)
				: untrackedScheduler(bean, name);
	}

	private Executor hookConcurrentScheduler(ConcurrentTaskScheduler bean, String name) {
		ScheduledExecutorService target = SchedulerHook.target(bean);
		Executor face = (target != null) ? face(target, name) : null;
		if (!(face instanceof ScheduledExecutorService tracked)) {
			return untrackedScheduler(bean, name);
		}
		Executor executing = bean.getConcurrentExecutor();
		bean.setScheduledExecutor(tracked);
		if (executing == target && !isDecorated(bean)) {
			bean.setConcurrentExecutor(tracked);
		}
		return tracked(bean, name, bean.getClass(), ExecutorTracking::coverageOfConcurrentScheduler);
	}

	private Executor untrackedScheduler(Executor bean, String name) {
		return untracked(bean, name, Coverage.none("this type of scheduler is not tracked", RUNS, CODE));
	}

	private static Coverage coverageOfConcurrentScheduler(Executor bean) {
		ConcurrentTaskScheduler scheduler = (ConcurrentTaskScheduler) bean;
		if (!isFace(SchedulerHook.target(scheduler))) {
			return Coverage.none("it has been given another executor", RUNS, CODE);
		}
		if (!isFace(scheduler.getConcurrentExecutor())) {
			return Coverage.partial("only its scheduled executor is tracked", CODE);
		}
		return isDecorated(scheduler) ? Coverage.partial("a task decorator was set later", "outcomes of " + CODE)
				: Coverage.FULL;
	}

	private static boolean isDecorated(Executor bean) {
		DecoratorSlot slot = DecoratorSlot.of(bean);
		return slot != null && slot.decorator() != null;
	}

	private static boolean isFace(@Nullable Executor executor) {
		return executor instanceof TrackedThreadPool || executor instanceof TrackedScheduledThreadPool
				|| executor instanceof TrackedExecutorService || executor instanceof TrackedScheduledExecutorService
				|| executor instanceof TrackedSimpleAsyncTaskExecutor
				|| executor instanceof TrackedVirtualThreadTaskExecutor;
	}

	private static Coverage coverageOfScheduler(Executor bean) {
		return SchedulerHook.isInstalled((ThreadPoolTaskScheduler) bean) ? Coverage.FULL
				: Coverage.none("it has been initialised again, with another pool", RUNS, CODE);
	}

	private Executor hookThreadPool(ThreadPoolTaskExecutor bean, String name, Submissions submissions,
			@Nullable DecoratorSlot slot) {
		ThreadPoolExecutor pool = ThreadPoolHook.poolOf(bean);
		if (pool == null) {
			return untracked(bean, name, Coverage.none("it has not been initialised", CODE));
		}
		if (!hasPlainQueue(pool)) {
			return untracked(bean, name, Coverage.none("its queue may look at what is put into it", CODE));
		}
		if (slot != null && ThreadPoolHook.install(bean, submissions)) {
			return tracked(bean, name, bean.getClass(), ExecutorTracking::coverageOfThreadPool);
		}
		return (slot != null) ? decorate(bean, name, submissions, slot) : untracked(bean, name, whyNot(true));
	}

	private static Coverage coverageOfThreadPool(Executor bean) {
		if (!ThreadPoolHook.isInstalled((ThreadPoolTaskExecutor) bean)) {
			return Coverage.none("it has been initialised again, with another pool", CODE);
		}
		return CodeOnlookers.existFor(bean)
				? Coverage.partial("methods of its own see what it runs", "code of the application's classes")
				: Coverage.FULL;
	}

	private Executor hookConcurrent(ConcurrentTaskExecutor bean, String name, Submissions submissions,
			@Nullable DecoratorSlot slot) {
		Executor target = bean.getConcurrentExecutor();
		ExecutorNames.Entry entry = this.context.executors().find(target);
		if (entry != null) {
			return untracked(bean, name,
					() -> entry.decorated() ? withHiddenResults(entry.name(), Coverage.FULL) : whyNot(false));
		}
		Executor face = decoratedFace(target, name, slot);
		if (face != null) {
			bean.setConcurrentExecutor(face);
			return tracked(bean, name, bean.getClass(), ExecutorTracking::coverageOfConcurrent);
		}
		boolean makesFutures = slot != null && (slot.decorator() != null || !(target instanceof ExecutorService));
		return (slot != null && makesFutures) ? decorate(bean, name, submissions, slot)
				: untracked(bean, name, whyNot(true));
	}

	private static Coverage coverageOfConcurrent(Executor bean) {
		return isFace(((ConcurrentTaskExecutor) bean).getConcurrentExecutor()) ? Coverage.FULL
				: Coverage.none("it has been given another executor", CODE);
	}

	private @Nullable Executor face(Executor executor, String name) {
		return decoratedFace(executor, name, null);
	}

	private @Nullable Executor decoratedFace(Executor executor, String name, @Nullable DecoratorSlot outerSlot) {
		Submissions submissions = new Submissions(this.context, name, DecoratorSlot.of(executor), outerSlot, false);
		Executor face = face(executor, name, submissions);
		if (face != null && outerSlot != null) {
			outerSlot.tracks(submissions);
		}
		return face;
	}

	private @Nullable Executor face(Executor executor, String name, Submissions submissions) {
		Class<?> type = executor.getClass();
		if (type == ThreadPoolExecutor.class) {
			ThreadPoolExecutor pool = (ThreadPoolExecutor) executor;
			return hasPlainQueue(pool) ? new TrackedThreadPool(pool, submissions, null) : null;
		}
		if (type == SimpleAsyncTaskExecutor.class) {
			return new TrackedSimpleAsyncTaskExecutor((SimpleAsyncTaskExecutor) executor, submissions);
		}
		if (type == VirtualThreadTaskExecutor.class) {
			return TrackedVirtualThreadTaskExecutor.of((VirtualThreadTaskExecutor) executor, submissions);
		}
		if (type == ScheduledThreadPoolExecutor.class) {
			return new TrackedScheduledThreadPool((ScheduledThreadPoolExecutor) executor, this.context, name);
		}
		return isNameless(type) ? namelessFace(executor, name, submissions) : null;
	}

	private @Nullable Executor namelessFace(Executor executor, String name, Submissions submissions) {
		if (executor instanceof ScheduledExecutorService scheduled) {
			return new TrackedScheduledExecutorService(scheduled, this.context, name);
		}
		return (executor instanceof ExecutorService service) ? new TrackedExecutorService(service, submissions) : null;
	}

	private static boolean isNameless(Class<?> type) {
		return type.getPackageName().equals("java.util.concurrent") && !Modifier.isPublic(type.getModifiers());
	}

	private static boolean hasPlainQueue(ThreadPoolExecutor pool) {
		return PLAIN_QUEUES.contains(pool.getQueue().getClass());
	}

	private Executor decorate(Executor bean, String name, Submissions submissions, DecoratorSlot slot) {
		slot.track(submissions);
		return tracked(bean, name, bean.getClass(), ExecutorTracking::coverageByDecorator);
	}

	private static Coverage coverageByDecorator(Executor bean) {
		DecoratorSlot slot = DecoratorSlot.of(bean);
		if (slot == null || !(slot.decorator() instanceof TrackingTaskDecorator)) {
			return Coverage.none("taskmon's task decorator has been replaced by another one", CODE);
		}
		return Coverage.partial("tracked by a task decorator, which sees no futures", "who cancelled a future",
				"rejections and drops, until a garbage collection", "names of code that submit() wrapped");
	}

	private Coverage whyNot(boolean replaceable) {
		return Coverage.none(replaceable ? "nothing can take its place without being noticed"
				: "it was in use before taskmon was there", CODE);
	}

	private Executor tracked(Executor bean, String name, Class<?> type, Function<Executor, Coverage> coverage) {
		this.context.executors().add(bean, name, true);
		WeakReference<Executor> reference = new WeakReference<>(bean);
		this.context.catalog()
			.add(name, type.getName(), () -> withHiddenResults(name, coverage(reference.get(), coverage)),
					() -> ExecutorPools.of(reference.get()));
		return bean;
	}

	private static Coverage coverage(@Nullable Executor bean, Function<Executor, Coverage> coverage) {
		return (bean != null) ? coverage.apply(bean) : Coverage.none("it is no longer used");
	}

	// Whether there are any depends on what the application does
	private Coverage withHiddenResults(String name, Coverage coverage) {
		if (coverage.level() == Coverage.Level.NONE || !this.context.hiddenResults().contains(name)) {
			return coverage;
		}
		List<String> missing = new ArrayList<>(coverage.missing());
		missing.add("outcomes of CompletableFuture stages and completion services, and who cancelled them");
		String reason = "their results are kept by futures that cannot be seen";
		return new Coverage(Coverage.Level.PARTIAL, List.copyOf(missing),
				(coverage.reason() != null) ? coverage.reason() + "; " + reason : reason);
	}

	// Whether Spring's registrar uses it turns out later
	private Coverage withScheduledRuns(String name, Coverage coverage) {
		return (coverage.level() == Coverage.Level.NONE && this.context.scheduledRuns().contains(name))
				? Coverage.partial("only tasks of Spring's registrar are tracked, such as @Scheduled methods", CODE)
				: coverage;
	}

	private Executor untracked(Executor bean, String name, Coverage coverage) {
		return untracked(bean, name, () -> coverage);
	}

	private Executor untracked(Executor bean, String name, Supplier<Coverage> coverage) {
		this.context.executors().add(bean, name, false);
		WeakReference<Executor> reference = new WeakReference<>(bean);
		this.context.catalog()
			.add(name, bean.getClass().getName(), () -> withScheduledRuns(name, coverage.get()),
					() -> ExecutorPools.of(reference.get()));
		return bean;
	}

}
