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

import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;

/**
 * The page for people: its buttons send the same requests as curl, with a parameter more,
 * and come back to the page.
 */
@RestController
class IncidentPageController {

	private final Incidents incidents;

	IncidentPageController(Incidents incidents) {
		this.incidents = incidents;
	}

	@GetMapping(path = "/", produces = MediaType.TEXT_HTML_VALUE)
	String page(@RequestParam(required = false) @Nullable String started) {
		String root = ServletUriComponentsBuilder.fromCurrentContextPath().toUriString();
		return new IncidentPage(root, started).render(this.incidents.descriptions());
	}

	@PostMapping(path = "/incidents/{name}", params = "page=start")
	ResponseEntity<Void> start(@PathVariable String name) throws Exception {
		this.incidents.start(name);
		return backTo(name, name);
	}

	@PostMapping(path = "/incidents/{name}", params = "page=end")
	ResponseEntity<Void> end(@PathVariable String name) throws Exception {
		this.incidents.end(name);
		return backTo(name, null);
	}

	private ResponseEntity<Void> backTo(String section, @Nullable String started) {
		ServletUriComponentsBuilder page = ServletUriComponentsBuilder.fromCurrentContextPath();
		if (started != null) {
			page.queryParam("started", started);
		}
		return ResponseEntity.status(HttpStatus.SEE_OTHER)
			.location(page.path("/").fragment(section).encode().build().toUri())
			.build();
	}

}
