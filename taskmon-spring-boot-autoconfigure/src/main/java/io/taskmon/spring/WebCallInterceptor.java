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

import java.lang.reflect.Method;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;

import io.taskmon.executor.PrivateField;
import io.taskmon.executor.submission.ExecutorNames;
import io.taskmon.executor.submission.SwallowedFailures;
import io.taskmon.task.TaskKind;
import io.taskmon.track.TaskCode;
import io.taskmon.track.TrackedTask;
import org.jspecify.annotations.Nullable;

import org.springframework.core.task.AsyncTaskExecutor;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.context.request.RequestAttributes;
import org.springframework.web.context.request.async.CallableProcessingInterceptor;
import org.springframework.web.context.request.async.WebAsyncManager;
import org.springframework.web.context.request.async.WebAsyncUtils;
import org.springframework.web.method.HandlerMethod;

/**
 * Tells the truth about what Spring MVC runs for a controller that returns a
 * {@link Callable} and the like: the name of the controller's method, and its exception,
 * which Spring MVC keeps to itself. Thread-safe; never throws.
 */
public final class WebCallInterceptor implements CallableProcessingInterceptor {

	private static final String HANDLER = "org.springframework.web.servlet.HandlerMapping.bestMatchingHandler";

	private static final @Nullable PrivateField EXECUTOR = PrivateField.find(WebAsyncManager.class, "taskExecutor",
			AsyncTaskExecutor.class);

	private final Map<Method, TaskCode> sites = new ConcurrentHashMap<>();

	private final HookContext context;

	/**
	 * Creates an interceptor.
	 * @param hooks the hooks of this context
	 */
	public WebCallInterceptor(SpringHooks hooks) {
		this.context = hooks.context();
	}

	@Override
	public <T> void beforeConcurrentHandling(NativeWebRequest request, Callable<T> task) {
		this.context.tracker().guard("naming a request", () -> {
			if (request.getAttribute(HANDLER, RequestAttributes.SCOPE_REQUEST) instanceof HandlerMethod handler) {
				expect(request, this.sites.computeIfAbsent(handler.getMethod(),
						(method) -> MethodCodes.of(handler.getBeanType(), method, TaskKind.EXECUTOR)));
			}
		});
	}

	// The manager of this request alone, which nobody asks for its executor
	private void expect(NativeWebRequest request, TaskCode site) {
		WebAsyncManager manager = WebAsyncUtils.getAsyncManager(request);
		if (EXECUTOR != null && EXECUTOR.get(manager) instanceof AsyncTaskExecutor executor && !isTracked(executor)) {
			manager.setTaskExecutor(new WebCallExecutor(this.context, executor, site));
		}
		else {
			this.context.webCalls().expect(site);
		}
	}

	private boolean isTracked(AsyncTaskExecutor executor) {
		ExecutorNames.Entry known = this.context.executors().find(executor);
		return known != null && known.decorated();
	}

	@Override
	public <T> void postProcess(NativeWebRequest request, Callable<T> task, @Nullable Object concurrentResult) {
		TrackedTask current = this.context.tracker().current();
		if (current != null && concurrentResult instanceof Throwable failure) {
			this.context.tracker()
				.guard("recording a failed request",
						() -> SwallowedFailures.tell(this.context.tracker(), current, failure));
		}
	}

}
