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

package io.taskmon.spring.async;

import java.util.function.Supplier;

import io.taskmon.fault.TestDoubles;
import io.taskmon.spring.HookContext;
import io.taskmon.spring.SpringHooks;
import org.aopalliance.aop.Advice;
import org.jspecify.annotations.Nullable;

import org.springframework.aop.Advisor;
import org.springframework.aop.Pointcut;
import org.springframework.aop.PointcutAdvisor;
import org.springframework.aop.framework.Advised;
import org.springframework.aop.framework.AopProxyUtils;
import org.springframework.aop.interceptor.AsyncExecutionInterceptor;
import org.springframework.aop.support.DefaultPointcutAdvisor;
import org.springframework.beans.factory.config.DestructionAwareBeanPostProcessor;

/**
 * Tracks {@code @Async} methods: puts advice right around Spring's own in the proxies
 * that have it, with the very same pointcut. Has no order, and so comes after the
 * post-processor that makes these proxies.
 */
public final class AsyncMethodPostProcessor implements DestructionAwareBeanPostProcessor {

	private final Supplier<SpringHooks> hooks;

	private volatile @Nullable HookContext woven;

	/**
	 * Creates a post-processor.
	 * @param hooks the hooks of this context, asked for at the first proxy
	 */
	public AsyncMethodPostProcessor(Supplier<SpringHooks> hooks) {
		this.hooks = hooks;
	}

	@Override
	public Object postProcessAfterInitialization(Object bean, String beanName) {
		// Another post-processor may have put a proxy around the one with the advice
		for (Object next = bean; next instanceof Advised advised
				&& !TestDoubles.isDouble(next); next = AopProxyUtils.getSingletonTarget(next)) {
			trackIfAsync(advised, beanName);
		}
		if (WovenAsyncMethods.isAspect(bean)) {
			HookContext context = this.hooks.get().context();
			this.woven = context;
			context.tracker().guard("tracking woven @Async methods", () -> WovenAsyncMethods.track(bean, context));
		}
		return bean;
	}

	@Override
	public boolean requiresDestruction(Object bean) {
		return WovenAsyncMethods.isAspect(bean);
	}

	@Override
	public void postProcessBeforeDestruction(Object bean, String beanName) {
		HookContext context = this.woven;
		if (context != null && WovenAsyncMethods.isAspect(bean)) {
			context.tracker().guard("letting woven @Async methods go", () -> WovenAsyncMethods.release(bean, context));
		}
	}

	private void trackIfAsync(Advised advised, String beanName) {
		int index = indexOfAsyncAdvice(advised.getAdvisors());
		if (index >= 0 && !advised.isFrozen()) {
			HookContext context = this.hooks.get().context();
			context.tracker()
				.guard("tracking @Async methods of '" + beanName + "'", () -> track(advised, index, context));
		}
	}

	private static void track(Advised advised, int index, HookContext context) {
		if (advised.getAdvisors()[index] instanceof PointcutAdvisor async
				&& async.getAdvice() instanceof AsyncExecutionInterceptor interceptor) {
			Pointcut pointcut = async.getPointcut();
			AsyncMethods methods = new AsyncMethods(new AsyncExecutors(interceptor, context.executors()));
			Advice submission = new AsyncSubmissionInterceptor(context, methods);
			advised.addAdvisor(index + 1,
					new DefaultPointcutAdvisor(pointcut, new AsyncBodyInterceptor(context, advised)));
			advised.addAdvisor(index, new DefaultPointcutAdvisor(pointcut, submission));
		}
	}

	private static int indexOfAsyncAdvice(Advisor[] advisors) {
		for (int i = 0; i < advisors.length; i++) {
			if (advisors[i].getAdvice() instanceof AsyncSubmissionInterceptor) {
				return -1;
			}
			if (advisors[i] instanceof PointcutAdvisor
					&& advisors[i].getAdvice() instanceof AsyncExecutionInterceptor) {
				return i;
			}
		}
		return -1;
	}

}
