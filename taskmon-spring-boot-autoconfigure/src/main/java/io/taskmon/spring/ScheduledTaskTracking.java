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

import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.stream.Stream;

import io.taskmon.executor.PrivateField;
import io.taskmon.executor.submission.ExecutorName;
import org.jspecify.annotations.Nullable;

import org.springframework.scheduling.SchedulingAwareRunnable;
import org.springframework.scheduling.TaskScheduler;
import org.springframework.scheduling.annotation.SchedulingConfigurer;
import org.springframework.scheduling.config.ScheduledTaskRegistrar;
import org.springframework.scheduling.config.Task;
import org.springframework.scheduling.config.TaskSchedulerRouter;
import org.springframework.util.StringUtils;
import org.springframework.util.function.SingletonSupplier;

/**
 * Tracks the tasks of Spring's registrar on whatever scheduler they run, also on one that
 * is no bean. Spring asks for it where {@code @Scheduled} methods are enabled, after the
 * application's own configurers, and only there. Registrar, scheduler and tasks stay the
 * same objects.
 */
public final class ScheduledTaskTracking implements SchedulingConfigurer {

	private static final @Nullable PrivateField DEFAULT_SCHEDULER = PrivateField.find(TaskSchedulerRouter.class,
			"defaultScheduler", Supplier.class);

	private static final List<PrivateField> TASKS = Stream
		.of("triggerTasks", "cronTasks", "fixedRateTasks", "fixedDelayTasks", "oneTimeTasks")
		.map((name) -> PrivateField.find(ScheduledTaskRegistrar.class, name, List.class))
		.filter(Objects::nonNull)
		.toList();

	private final HookContext context;

	private final RegistrarSchedulers schedulers;

	/**
	 * Creates a tracking.
	 * @param hooks the hooks of this context
	 */
	public ScheduledTaskTracking(SpringHooks hooks) {
		this.context = hooks.context();
		this.schedulers = new RegistrarSchedulers(this.context);
	}

	@Override
	public void configureTasks(ScheduledTaskRegistrar registrar) {
		this.context.tracker().guard("tracking scheduled tasks", () -> track(registrar));
	}

	private void track(ScheduledTaskRegistrar registrar) {
		TaskScheduler scheduler = registrar.getScheduler();
		if (scheduler != null && scheduler.getClass() == TaskSchedulerRouter.class && DEFAULT_SCHEDULER != null
				&& DEFAULT_SCHEDULER.get(scheduler) instanceof Supplier<?> supplier) {
			DEFAULT_SCHEDULER.set(scheduler,
					SingletonSupplier.of(() -> this.schedulers.tracked((TaskScheduler) supplier.get())));
			tasks(registrar).forEach(this::trackQualified);
		}
		else if (scheduler == null || !this.schedulers.track(scheduler)) {
			ExecutorName name = this.schedulers.name(scheduler);
			tasks(registrar).forEach((task) -> this.schedulers.trackInside(task, name));
		}
	}

	private static List<Runnable> tasks(ScheduledTaskRegistrar registrar) {
		return TASKS.stream()
			.map((field) -> field.get(registrar))
			.filter(List.class::isInstance)
			.flatMap((tasks) -> ((List<?>) tasks).stream())
			.map((task) -> ((Task) task).getRunnable())
			.toList();
	}

	// Where it leads is not known before it is scheduled. A scheduler that is tracked
	// says
	// then that the runs are its own
	private void trackQualified(Runnable task) {
		String qualifier = (task instanceof SchedulingAwareRunnable aware) ? aware.getQualifier() : null;
		if (StringUtils.hasLength(qualifier)) {
			this.schedulers.trackInside(task, this.schedulers.qualified(qualifier));
		}
	}

}
