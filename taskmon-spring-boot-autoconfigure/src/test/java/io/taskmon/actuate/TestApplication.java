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

package io.taskmon.actuate;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

import io.taskmon.TaskMonitor;
import io.taskmon.diagnosis.Diagnosis;
import io.taskmon.diagnosis.DiagnosisSettings;
import io.taskmon.diagnosis.Diagnostician;
import io.taskmon.read.TaskReader;
import io.taskmon.task.TaskCanceller;
import org.glassfish.jersey.server.ResourceConfig;

import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.support.GenericApplicationContext;

/**
 * A real application on random ports of the loopback interface.
 */
final class TestApplication implements AutoCloseable {

	private static final List<String> PROPERTIES = List.of("server.address=127.0.0.1", "server.port=0",
			"management.endpoints.web.exposure.include=tasks", "spring.main.banner-mode=off", "logging.level.root=warn",
			"spring.autoconfigure.exclude=io.taskmon.autoconfigure.TaskmonAutoConfiguration");

	private final HttpClient client = HttpClient.newHttpClient();

	private final ConfigurableApplicationContext context;

	private TestApplication(ConfigurableApplicationContext context) {
		this.context = context;
	}

	static TestApplication start(WebStack stack, TaskMonitor monitor, String... properties) {
		String[] all = Stream.concat(PROPERTIES.stream(), Stream.of(properties)).toArray(String[]::new);
		return new TestApplication(new SpringApplicationBuilder(Application.class).web(stack.type())
			.resourceLoader(stack.resourceLoader())
			.initializers(beans(stack, monitor))
			.properties(all)
			.run());
	}

	private static ApplicationContextInitializer<GenericApplicationContext> beans(WebStack stack, TaskMonitor monitor) {
		return (context) -> {
			context.registerBean(TaskReader.class, monitor::reader);
			context.registerBean(TaskCanceller.class, monitor::canceller);
			context.registerBean(Diagnosis.class, () -> diagnosis(monitor));
			if (stack == WebStack.JERSEY) {
				context.registerBean(ResourceConfig.class, () -> new ResourceConfig());
			}
		};
	}

	static Diagnosis diagnosis(TaskMonitor monitor) {
		return new Diagnostician(monitor.reader(), DiagnosisSettings.DEFAULTS, monitor.tracker().faults());
	}

	ConfigurableApplicationContext context() {
		return this.context;
	}

	String port() {
		return this.context.getEnvironment().getRequiredProperty("local.server.port");
	}

	HttpResponse<String> get(String path, String... headers) {
		return send("GET", "local.server.port", path, headers);
	}

	HttpResponse<String> getManagement(String path, String... headers) {
		return send("GET", "local.management.port", path, headers);
	}

	HttpResponse<String> delete(String path, String... headers) {
		return send("DELETE", "local.server.port", path, headers);
	}

	HttpResponse<String> deleteManagement(String path, String... headers) {
		return send("DELETE", "local.management.port", path, headers);
	}

	private HttpResponse<String> send(String method, String portProperty, String path, String... headers) {
		String port = this.context.getEnvironment().getRequiredProperty(portProperty);
		HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
			.timeout(Duration.ofSeconds(30))
			.method(method, HttpRequest.BodyPublishers.noBody());
		if (headers.length > 0) {
			request.headers(headers);
		}
		try {
			return this.client.send(request.build(), BodyHandlers.ofString(StandardCharsets.UTF_8));
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

	@Override
	public void close() {
		this.context.close();
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Application {

	}

}
