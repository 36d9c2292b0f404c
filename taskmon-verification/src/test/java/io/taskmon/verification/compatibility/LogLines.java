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

package io.taskmon.verification.compatibility;

import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.regex.Pattern;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.core.AppenderBase;
import org.slf4j.LoggerFactory;

/**
 * What an application logs, at {@code INFO} or above.
 */
final class LogLines extends AppenderBase<ILoggingEvent> {

	/**
	 * What taskmon says beside what an application without it says: above {@code INFO},
	 * only which tasks were cut short by the end of the application. Of what
	 * {@code newSingleThreadExecutor()} and {@code newVirtualThreadPerTaskExecutor()}
	 * make, Micrometer says in other words, and louder, that it cannot look into it.
	 */
	private static final List<Pattern> OWN_LINES = List.of(
			Pattern.compile("(INFO|WARN) io\\.taskmon\\.shutdown\\.ShutdownLog Shut.*", Pattern.DOTALL),
			Pattern.compile(
					"(INFO|WARN) io\\.micrometer\\..*\\.ExecutorServiceMetrics .*"
							+ "(\\$DelegatedExecutorService|\\.TrackedExecutorService|\\.ThreadPerTaskExecutor).*",
					Pattern.DOTALL));

	private static final Pattern NUMBER = Pattern.compile("\\d+(\\.\\d+)?");

	private final Queue<String> lines = new ConcurrentLinkedQueue<>();

	static LogLines attach() {
		LogLines lines = new LogLines();
		LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
		lines.setContext(context);
		lines.start();
		root(context).addAppender(lines);
		return lines;
	}

	void detach() {
		root((LoggerContext) LoggerFactory.getILoggerFactory()).detachAppender(this);
		stop();
	}

	private static Logger root(LoggerContext context) {
		return context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
	}

	@Override
	protected void append(ILoggingEvent event) {
		if (event.getLevel().isGreaterOrEqual(Level.INFO)) {
			String line = event.getLevel() + " " + event.getLoggerName() + " " + message(event) + thrown(event);
			if (OWN_LINES.stream().noneMatch((own) -> own.matcher(line).matches()) && !isLate(event, line)) {
				this.lines.add(line);
			}
		}
	}

	// A thread that nobody waits for may log the last of them after the application's end
	private boolean isLate(ILoggingEvent event, String line) {
		return event.getLoggerName().endsWith("$LoggingErrorHandler") && this.lines.contains(line);
	}

	// Boot tells how long it took
	private static String message(ILoggingEvent event) {
		String message = Words.text(event.getFormattedMessage());
		boolean boots = event.getLoggerName().startsWith("org.springframework.boot");
		return boots ? NUMBER.matcher(message).replaceAll("#") : message;
	}

	private static String thrown(ILoggingEvent event) {
		IThrowableProxy thrown = event.getThrowableProxy();
		return (thrown != null) ? " " + Words.text(thrown.getClassName() + ": " + thrown.getMessage()) : "";
	}

	List<String> seen() {
		return List.copyOf(this.lines);
	}

}
