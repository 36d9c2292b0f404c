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

package com.example.shop.incidents;

import java.util.List;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import org.springframework.web.util.HtmlUtils;

final class IncidentPage {

	private static final String PAGE = """
			<!DOCTYPE html>
			<html lang="en">
			<head>
			<meta charset="utf-8">
			<meta name="viewport" content="width=device-width, initial-scale=1">
			<title>The shop: incidents</title>
			<style>
			body { font: 1rem/1.5 system-ui, sans-serif; max-width: 60rem; margin: 2rem auto; padding: 0 1rem }
			section { border-top: 1px solid #8888; padding-top: .5rem }
			pre { background: #8882; padding: .5rem; overflow-x: auto }
			dt { font-weight: bold }
			.started { border-left: .3rem solid #2a7; padding-left: 1rem }
			</style>
			</head>
			<body>
			<h1>The shop: incidents</h1>
			<p>A small shop that never sleeps. It has been busy since it started, so there is already something to
			see, a dead poller among it. taskmon shows what is going on:
			<a href="{root}/actuator/tasks">live tasks</a>,
			<a href="{root}/actuator/tasks/terminated">ended tasks</a>,
			<a href="{root}/actuator/tasks/diagnosis">what is wrong with them</a>,
			<a href="{root}/actuator/tasks/executors">executors</a>.
			Each incident below happens at the press of a button; <code>ID</code> stands for the id of a task that
			the line above has shown.</p>
			{sections}</body>
			</html>
			""";

	private static final String SECTION = """
			<section id="{name}"{attribute}>
			<h2>{name}</h2>
			<dl>
			<dt>What went wrong</dt><dd>{problem}</dd>
			<dt>How taskmon shows it</dt><dd>{answer}</dd>
			</dl>
			<form method="post" action="{root}/incidents/{name}">
			<button name="page" value="start">Let it happen</button>
			<button name="page" value="end">Put it right</button>
			{news}</form>
			<pre>curl -X POST {root}/incidents/{name}
			{look}</pre>
			</section>
			""";

	private final String root;

	private final @Nullable String started;

	IncidentPage(String root, @Nullable String started) {
		this.root = root;
		this.started = started;
	}

	String render(List<IncidentDescription> incidents) {
		String sections = incidents.stream().map(this::section).collect(Collectors.joining());
		return PAGE.replace("{root}", escape(this.root)).replace("{sections}", sections);
	}

	private String section(IncidentDescription incident) {
		if (incident.name().equals(this.started)) {
			return section(incident, " class=\"started\"", "It has happened. Now look:\n");
		}
		return section(incident, "", "");
	}

	private String section(IncidentDescription incident, String attribute, String news) {
		return SECTION.replace("{root}", escape(this.root))
			.replace("{name}", escape(incident.name()))
			.replace("{attribute}", attribute)
			.replace("{news}", news)
			.replace("{problem}", escape(incident.problem()))
			.replace("{answer}", escape(incident.answer()))
			.replace("{look}", incident.look().stream().map(this::curl).collect(Collectors.joining("\n")));
	}

	private String curl(String path) {
		return "curl -H 'Accept: text/plain' '%s'".formatted(address(path));
	}

	private String address(String path) {
		String address = escape(this.root + path);
		if (path.contains("ID")) {
			return address;
		}
		return "<a href=\"%s\">%s</a>".formatted(address, address);
	}

	private static String escape(String text) {
		return HtmlUtils.htmlEscape(text);
	}

}
