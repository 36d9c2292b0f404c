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

package io.taskmon.text;

import java.time.Duration;
import java.util.List;

import io.taskmon.read.SiteProfile;
import io.taskmon.read.TaskWeight;
import io.taskmon.task.Elapsed;

/**
 * Creation sites as text: each call and each task below the one that led to it, set in as
 * far as that leaves room. For one answer on one thread.
 */
final class SitesText {

	private static final int MAX_INDENT = 20;

	private final SiteProfile profile;

	private final TextStyle style;

	private final Table table;

	SitesText(SiteProfile profile, TextStyle style) {
		this.profile = profile;
		this.style = style;
		this.table = new Table(Column.number(unit(profile.weight())), Column.number("SHARE"), Column.word("WHAT"),
				Column.place("WHERE"));
	}

	String text() {
		Lines lines = new Lines(this.style).add(title()).blank();
		if (this.profile.roots().isEmpty()) {
			return lines.add("No tasks.").toString();
		}
		add(this.profile.roots(), 0);
		lines.add(this.table);
		return (this.profile.omitted() > 0) ? lines.blank().add("… " + this.profile.omitted() + " more").toString()
				: lines.toString();
	}

	private String title() {
		return "Creation sites by " + switch (this.profile.weight()) {
			case LIVE -> "live tasks: ";
			case RATE -> "tasks of the last minute: ";
			case TIME -> "time for which their tasks ran: ";
		} + weight(this.profile.total());
	}

	private void add(List<SiteProfile.Node> nodes, int depth) {
		for (SiteProfile.Node node : nodes) {
			this.table.row(Cell.of(weight(node.weight())), Cell.of(share(node)),
					Cell.of(node.task() ? "task" : "call", Tone.FAINT),
					Cell.of("  ".repeat(Math.min(depth, MAX_INDENT)) + node.label(),
							node.task() ? Tone.STRONG : Tone.NORMAL));
			add(node.children(), depth + 1);
		}
	}

	private String share(SiteProfile.Node node) {
		return (100 * node.weight() / Math.max(1, this.profile.total())) + "%";
	}

	private String weight(long weight) {
		return (this.profile.weight() == TaskWeight.TIME) ? Elapsed.text(Duration.ofMillis(weight))
				: Long.toString(weight);
	}

	private static String unit(TaskWeight weight) {
		return (weight == TaskWeight.TIME) ? "TIME" : "TASKS";
	}

}
