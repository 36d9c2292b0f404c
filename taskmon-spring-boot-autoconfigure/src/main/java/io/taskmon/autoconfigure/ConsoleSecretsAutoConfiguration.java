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

package io.taskmon.autoconfigure;

import java.util.Locale;
import java.util.regex.Pattern;

import org.springframework.boot.actuate.endpoint.SanitizableData;
import org.springframework.boot.actuate.endpoint.SanitizingFunction;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/**
 * {@link EnableAutoConfiguration Auto-configuration} that keeps the console's password
 * out of what the application tells of its configuration, whatever else it shows there,
 * and whether the console starts or not.
 */
@AutoConfiguration
@ConditionalOnClass(SanitizingFunction.class)
public final class ConsoleSecretsAutoConfiguration {

	private static final Pattern SEPARATORS = Pattern.compile("[^a-z0-9]");

	private static final Pattern IN_COMMAND_LINE = Pattern.compile("taskmon[._-]?console[._-]?password",
			Pattern.CASE_INSENSITIVE);

	private static final Pattern IN_JSON = Pattern.compile("\"taskmon\\W.*console.*password\"",
			Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

	private static final String PASSWORD = "taskmonconsolepassword";

	@Bean
	@Order(Ordered.HIGHEST_PRECEDENCE)
	SanitizingFunction taskmonConsolePasswordSanitizer() {
		return (data) -> isSecret(data) ? data.withSanitizedValue() : data;
	}

	private static boolean isSecret(SanitizableData data) {
		return plain(data.getKey()).endsWith(PASSWORD)
				|| (data.getValue() instanceof CharSequence text && tells(text.toString()));
	}

	private static boolean tells(String text) {
		return IN_COMMAND_LINE.matcher(text).find() || IN_JSON.matcher(text).find();
	}

	private static String plain(String name) {
		return SEPARATORS.matcher(name.toLowerCase(Locale.ROOT)).replaceAll("");
	}

}
