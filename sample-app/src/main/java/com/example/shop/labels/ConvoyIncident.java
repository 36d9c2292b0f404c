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

package com.example.shop.labels;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import com.example.shop.incidents.Incident;
import com.example.shop.incidents.IncidentDescription;

import org.springframework.stereotype.Component;
import org.springframework.util.Assert;

@Component
class ConvoyIncident implements Incident {

	private final LabelService labels;

	private final LabelPrinter printer;

	private List<CompletableFuture<Integer>> printing = List.of();

	ConvoyIncident(LabelService labels, LabelPrinter printer) {
		this.labels = labels;
		this.printer = printer;
	}

	@Override
	public IncidentDescription description() {
		return IncidentDescription.of("convoy",
				"Five desks can print labels at once, but there is one old printer, and a synchronized method in front "
						+ "of it: while it warms up for the one, the others wait for its monitor.",
				"Once it has looked twice, the diagnosis calls it LOCK_CONVOY: four LabelService.print tasks wait "
						+ "for the lock of the LabelPrinter, held by the fifth.",
				"/actuator/tasks/diagnosis", "/actuator/tasks?executor=labels", "/actuator/tasks/ID");
	}

	@Override
	public String start() throws Exception {
		end();
		this.printer.hang();
		CountDownLatch begun = new CountDownLatch(LabelsConfiguration.DESKS);
		this.printing = IntStream.rangeClosed(1, LabelsConfiguration.DESKS)
			.mapToObj((desk) -> this.labels.print(desk, begun))
			.toList();
		Assert.state(begun.await(10, TimeUnit.SECONDS), "The labels are not being printed");
		this.printer.awaitLabel();
		return "One task has the printer, four wait for it.";
	}

	@Override
	public String end() throws Exception {
		this.printer.workAtTopSpeed();
		CompletableFuture.allOf(this.printing.toArray(CompletableFuture[]::new))
			.handle((nothing, ex) -> ex)
			.get(10, TimeUnit.SECONDS);
		this.printing = List.of();
		this.printer.workAsUsual();
		return "All labels are printed.";
	}

}
