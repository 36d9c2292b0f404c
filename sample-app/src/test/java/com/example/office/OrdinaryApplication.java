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

package com.example.office;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;

import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.EventListener;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * An application that knows nothing of taskmon, and tells how it fares: its arguments,
 * its beans but for those of taskmon, its port, that it is ready, and what it then reads
 * from its standard input.
 */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
public class OrdinaryApplication {

	/**
	 * How what it tells begins.
	 */
	public static final String TELLS = "ordinary: ";

	/**
	 * How it tells its port.
	 */
	public static final String PORT = TELLS + "port ";

	public static void main(String... arguments) {
		SpringApplication.run(OrdinaryApplication.class, arguments);
	}

	@EventListener
	void onReady(ApplicationReadyEvent event) throws IOException {
		ApplicationContext context = event.getApplicationContext();
		tell("arguments " + List.of(context.getBean(ApplicationArguments.class).getSourceArgs()));
		tell("beans " + Arrays.stream(context.getBeanDefinitionNames())
			.filter((name) -> !name.contains("taskmon") && !name.startsWith("console"))
			.sorted()
			.toList());
		tell("port " + context.getEnvironment().getProperty("local.server.port"));
		tell("ready");
		BufferedReader input = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
		tell("reads " + input.readLine());
	}

	private static void tell(String line) {
		System.out.println(TELLS + line);
	}

	@RestController
	static class OrderController {

		@GetMapping("/order")
		String order(@Valid Order order) {
			return "order of " + order.item();
		}

	}

	record Order(@NotNull String item) {

	}

}
