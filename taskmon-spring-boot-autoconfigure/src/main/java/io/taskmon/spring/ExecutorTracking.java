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
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.function.Function;
import java.util.function.Supplier;

import io.taskmon.executor.Faces;
import io.taskmon.executor.NamelessHook;
import io.taskmon.executor.ThreadPerTaskHook;
import io.taskmon.executor.submission.ExecutorNames;
import io.taskmon.executor.submission.Submissions;
import io.taskmon.fault.TestDoubles;
import io.taskmon.observe.TaskPoolView;
import io.taskmon.spring.ExecutorCoverage.AskingPool;
import io.taskmon.task.Coverage;
import org.jspecify.annotations.Nullable;

import org.springframework.aop.framework.Advised;
import org.springframework.aop.framework.AopProxyUtils;
import org.springframework.aop.support.AopUtils;
import org.springframework.aop.target.AbstractBeanFactoryBasedTargetSource;
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

	private final HookContext context;

	ExecutorTracking(HookContext context) {
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
			return (AopUtils.isAopProxy(bean) && !TestDoubles.isDouble(bean)) ? trackBehind(bean, name)
					: trackItself(bean, name, replaceable);
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
			WeakReference<Executor> reference = new WeakReference<>(proxy);
			return untracked(proxy, name, () -> ofTargets(reference.get()));
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

	// That of a scope, for one: a bean that is known by name
	private Coverage ofTargets(@Nullable Executor proxy) {
		String target = (proxy instanceof Advised advised
				&& advised.getTargetSource() instanceof AbstractBeanFactoryBasedTargetSource source)
						? source.getTargetBeanName() : null;
		Coverage known = (target != null) ? this.context.catalog().coverage(target) : null;
		return (target != null && known != null) ? handedTo(target, known)
				: Coverage.none("it is a proxy of something that may change", ExecutorCoverage.CODE);
	}

	private Executor hook(Executor bean, String name, boolean replaceable) {
		String reason = LeftAlone.reason(bean);
		if (reason != null) {
			return untracked(bean, name, () -> Coverage.none(reason, ExecutorCoverage.CODE));
		}
		DecoratorSlot slot = DecoratorSlot.of(bean);
		Submissions submissions = new Submissions(this.context.tracking(), name, slot, null,
				CodeOnlookers.existFor(bean));
		if (bean instanceof TaskScheduler) {
			return hookScheduler(bean, name, replaceable);
		}
		if (bean instanceof ThreadPoolTaskExecutor threadPool) {
			return hookThreadPool(threadPool, name, submissions, slot);
		}
		if (bean instanceof ConcurrentTaskExecutor concurrent) {
			return hookConcurrent(concurrent, name, submissions, slot);
		}
		if (NamelessHook.isNameless(bean.getClass())) {
			return hookNameless(bean, name, submissions, replaceable);
		}
		Executor face = replaceable ? face(bean, name) : null;
		if (face != null) {
			return tracked(face, name, bean.getClass(), ExecutorCoverage::full);
		}
		return (slot != null) ? decorate(bean, name, submissions, slot) : untracked(bean, name, replaceable);
	}

	private Executor hookScheduler(Executor bean, String name, boolean replaceable) {
		if (replaceable && bean.getClass() == SimpleAsyncTaskScheduler.class) {
			Executor face = TrackedSimpleAsyncTaskScheduler.of((SimpleAsyncTaskScheduler) bean, this.context.tracking(),
					name);
			return (face != bean) ? tracked(face, name, bean.getClass(), ExecutorCoverage::full)
					: untracked(bean, name, true);
		}
		if (bean instanceof ThreadPoolTaskScheduler scheduler
				&& SchedulerHook.install(scheduler, this.context.tracking(), name)) {
			namePool(SchedulerHook.poolOf(scheduler), name);
			return tracked(bean, name, bean.getClass(), ExecutorCoverage::ofScheduler);
		}
		return (bean instanceof ConcurrentTaskScheduler scheduler) ? hookConcurrentScheduler(scheduler, name)
				: untrackedScheduler(bean, name);
	}

	private Executor hookConcurrentScheduler(ConcurrentTaskScheduler bean, String name) {
		ScheduledExecutorService target = ConcurrentHook.schedulingTarget(bean);
		Executor executing = ConcurrentHook.target(bean);
		Executor face = (target != null) ? faceInside(target, name) : null;
		if (!(face instanceof ScheduledExecutorService tracked)) {
			return untrackedScheduler(bean, name);
		}
		ConcurrentHook.schedulesOn(bean, tracked);
		if (executing == target && !ExecutorCoverage.isDecorated(bean)) {
			bean.setConcurrentExecutor(tracked);
		}
		WeakReference<Executor> installed = new WeakReference<>(face);
		return tracked(bean, name, bean.getClass(),
				(scheduler) -> ExecutorCoverage.ofConcurrentScheduler(scheduler, installed.get()));
	}

	private Executor untrackedScheduler(Executor bean, String name) {
		return untracked(bean, name, () -> Coverage.none("this type of scheduler is not tracked", ExecutorCoverage.RUNS,
				ExecutorCoverage.CODE));
	}

	private Executor hookThreadPool(ThreadPoolTaskExecutor bean, String name, Submissions submissions,
			@Nullable DecoratorSlot slot) {
		ThreadPoolExecutor pool = ThreadPoolHook.poolOf(bean);
		if (pool == null) {
			return untracked(bean, name, () -> Coverage.none("it has not been initialised", ExecutorCoverage.CODE));
		}
		if (!Faces.hasPlainQueue(pool)) {
			return untracked(bean, name,
					() -> Coverage.none("its queue may look at what is put into it", ExecutorCoverage.CODE));
		}
		if (slot != null && ThreadPoolHook.install(bean, submissions)) {
			namePool(ThreadPoolHook.poolOf(bean), name);
			return tracked(bean, name, bean.getClass(), ExecutorCoverage::ofThreadPool);
		}
		return (slot != null) ? decorate(bean, name, submissions, slot) : untracked(bean, name, true);
	}

	// An application may hand the pool in a bean to others
	private void namePool(@Nullable Executor face, String name) {
		if (face != null) {
			this.context.executors().add(face, name, true);
		}
	}

	private Executor hookConcurrent(ConcurrentTaskExecutor bean, String name, Submissions submissions,
			@Nullable DecoratorSlot slot) {
		Executor target = ConcurrentHook.target(bean);
		if (target == null || this.context.executors().find(target) != null) {
			return untracked(bean, name, target == null);
		}
		Executor face = faceInside(target, name, slot);
		if (face != null) {
			bean.setConcurrentExecutor(face);
			WeakReference<Executor> installed = new WeakReference<>(face);
			return tracked(bean, name, bean.getClass(),
					(concurrent) -> ExecutorCoverage.ofConcurrent(concurrent, installed.get()));
		}
		boolean makesFutures = slot != null && (slot.decorator() != null || !(target instanceof ExecutorService));
		return (slot != null && makesFutures) ? decorate(bean, name, submissions, slot) : untracked(bean, name, true);
	}

	private Executor hookNameless(Executor bean, String name, Submissions submissions, boolean replaceable) {
		Executor installed = NamelessHook.install(bean, (pool) -> exactFace(pool, name, null));
		if (installed != null) {
			WeakReference<Executor> face = new WeakReference<>(installed);
			return tracked(bean, name, bean.getClass(),
					(nameless) -> ExecutorCoverage.ofNameless(nameless, face.get()));
		}
		if (ThreadPerTaskHook.isFor(bean) && ThreadPerTaskHook.isOpen()) {
			return ThreadPerTaskHook.install(bean, submissions)
					? tracked(bean, name, bean.getClass(), ExecutorCoverage::ofThreadPerTask)
					: untracked(bean, name, true);
		}
		ExecutorService face = (replaceable && NamelessHook.delegate(bean) == null)
				? Faces.ofNameless(bean, name, this.context.tracking(), () -> submissions) : null;
		if (face == null) {
			return untracked(bean, name, replaceable);
		}
		boolean hides = NamelessHook.hides(bean.getClass());
		return tracked(hides ? NamelessHook.around(face) : face, name, bean.getClass(), ExecutorCoverage::full,
				hides ? TaskPoolView.byTasks(1) : (queued, running) -> null);
	}

	private @Nullable Executor faceInside(Executor executor, String name) {
		return faceInside(executor, name, null);
	}

	// Nobody sees it there
	private @Nullable Executor faceInside(Executor executor, String name, @Nullable DecoratorSlot outerSlot) {
		Executor face = exactFace(executor, name, outerSlot);
		return (face == null && NamelessHook.isNameless(executor.getClass())) ? Faces.ofNameless(executor, name,
				this.context.tracking(), () -> submissions(executor, name, outerSlot)) : face;
	}

	private @Nullable Executor face(Executor executor, String name) {
		return exactFace(executor, name, null);
	}

	private Submissions submissions(Executor executor, String name, @Nullable DecoratorSlot outerSlot) {
		Submissions submissions = new Submissions(this.context.tracking(), name, DecoratorSlot.of(executor), outerSlot,
				false);
		if (outerSlot != null) {
			outerSlot.tracks(submissions);
		}
		return submissions;
	}

	private @Nullable Executor exactFace(Executor executor, String name, @Nullable DecoratorSlot outerSlot) {
		Class<?> type = executor.getClass();
		if (type == SimpleAsyncTaskExecutor.class) {
			return new TrackedSimpleAsyncTaskExecutor((SimpleAsyncTaskExecutor) executor,
					submissions(executor, name, outerSlot));
		}
		if (type == VirtualThreadTaskExecutor.class) {
			return TrackedVirtualThreadTaskExecutor.of((VirtualThreadTaskExecutor) executor,
					submissions(executor, name, outerSlot));
		}
		return Faces.ofNamed(executor, name, this.context.tracking(), () -> submissions(executor, name, outerSlot));
	}

	private Executor decorate(Executor bean, String name, Submissions submissions, DecoratorSlot slot) {
		slot.track(submissions);
		AskingPool asking = new AskingPool();
		if (bean instanceof ThreadPoolTaskExecutor threadPool
				&& slot.decorator() instanceof TrackingTaskDecorator decorator) {
			asking.asks(threadPool, decorator);
		}
		return tracked(bean, name, bean.getClass(), (decorated) -> ExecutorCoverage.byDecorator(decorated, asking));
	}

	private Executor tracked(Executor bean, String name, Class<?> type, Function<Executor, Coverage> coverage) {
		WeakReference<Executor> reference = new WeakReference<>(bean);
		return tracked(bean, name, type, coverage, (queued, running) -> ExecutorPools.of(reference.get()));
	}

	private Executor tracked(Executor bean, String name, Class<?> type, Function<Executor, Coverage> coverage,
			TaskPoolView pool) {
		this.context.executors().add(bean, name, true);
		WeakReference<Executor> reference = new WeakReference<>(bean);
		this.context.catalog()
			.add(name, type.getName(),
					() -> this.context.tracking().withHiddenResults(name, coverage(reference.get(), coverage)), pool);
		return bean;
	}

	private static Coverage coverage(@Nullable Executor bean, Function<Executor, Coverage> coverage) {
		return (bean != null) ? coverage.apply(bean) : Coverage.none("it is no longer used");
	}

	// Who uses it turns out later
	private Coverage withWhatIsSeen(String name, Coverage coverage) {
		String seen = (coverage.level() == Coverage.Level.NONE) ? this.context.partlySeen().get(name) : null;
		return (seen != null) ? Coverage.partial(seen, ExecutorCoverage.CODE) : coverage;
	}

	private Executor untracked(Executor bean, String name, boolean replaceable) {
		WeakReference<Executor> reference = new WeakReference<>(bean);
		return untracked(bean, name, () -> ofDelegate(reference.get(), replaceable));
	}

	// What it hands on may be tracked where it hands it to
	private Coverage ofDelegate(@Nullable Executor bean, boolean replaceable) {
		ExecutorNames.Entry entry = (bean != null) ? HandingOn.find(bean, this.context.executors()) : null;
		Coverage known = (entry != null) ? this.context.catalog().coverage(entry.name()) : null;
		return (entry != null && known != null) ? handedTo(entry.name(), known) : ExecutorCoverage.whyNot(replaceable);
	}

	private static Coverage handedTo(String name, Coverage coverage) {
		String reason = "its tasks are those of '" + name + "'";
		return new Coverage(coverage.level(), coverage.missing(),
				(coverage.reason() != null) ? reason + ": " + coverage.reason() : reason);
	}

	private Executor untracked(Executor bean, String name, Supplier<Coverage> coverage) {
		this.context.executors().add(bean, name, false);
		WeakReference<Executor> reference = new WeakReference<>(bean);
		this.context.catalog()
			.add(name, bean.getClass().getName(), () -> withWhatIsSeen(name, coverage.get()),
					(queued, running) -> ExecutorPools.of(reference.get()));
		return bean;
	}

}
