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

import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * Code of libraries that keeps its failures to itself: it runs code of the application,
 * catches what that throws, and ends as if nothing had happened. Known by the class that
 * it belongs to, or that declares its lambda.
 */
final class SwallowingCode {

	/**
	 * Why nobody can tell how such code ended.
	 */
	static final String REASON = "the library that it belongs to keeps its failures to itself";

	private static final String ERROR_HANDLING = "org.springframework.scheduling.support.DelegatingErrorHandlingRunnable";

	/**
	 * Beginnings of class names. What ends with a dot is a package.
	 */
	private static final List<String> KNOWN = List.of("org.springframework.integration.util.ErrorHandlingTaskExecutor",
			"org.springframework.integration.endpoint.AbstractPollingEndpoint",
			"org.springframework.context.event.SimpleApplicationEventMulticaster$$",
			"org.springframework.jms.listener.DefaultMessageListenerContainer$AsyncMessageListenerInvoker",
			"org.springframework.amqp.rabbit.listener.", "org.springframework.kafka.listener.",
			"org.springframework.data.redis.listener.", "org.springframework.data.redis.stream.",
			"org.springframework.batch.core.launch.support.", "org.springframework.batch.repeat.support.",
			"org.springframework.batch.infrastructure.repeat.support.",
			"org.springframework.web.servlet.mvc.method.annotation.ReactiveTypeHandler$",
			"org.springframework.scheduling.annotation.ScheduledAnnotationReactiveSupport$",
			"com.rabbitmq.client.impl.", "org.quartz.core.", "com.github.kagkarlsson.scheduler.", "org.jobrunr.server.",
			"org.apache.camel.", "reactor.core.scheduler.", "io.reactivex.rxjava3.internal.schedulers.",
			"io.reactivex.internal.schedulers.", "rx.internal.schedulers.", "kotlinx.coroutines.", "io.grpc.internal.",
			"com.google.common.util.concurrent.SequentialExecutor$");

	private SwallowingCode() {
	}

	/**
	 * Returns whether code of a class may keep its failures to itself. To be asked once
	 * for each class.
	 */
	static boolean isKnown(Class<?> type) {
		return KNOWN.stream().anyMatch(type.getName()::startsWith) || handlesErrors(type);
	}

	private static boolean handlesErrors(Class<?> type) {
		return Stream.<Class<?>>iterate(type, Objects::nonNull, Class::getSuperclass)
			.anyMatch((next) -> next.getName().equals(ERROR_HANDLING));
	}

}
