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

package io.taskmon.track;

import io.taskmon.stack.CreationStack;
import org.jspecify.annotations.Nullable;

/**
 * Link of a creation chain: what descendants keep of a task, whatever becomes of it. A
 * chain is a linked list of values, bounded by {@link #MAX_DEPTH}: when it would grow
 * longer, the links between the root and the nearest ones are left out.
 *
 * @param id the task's id
 * @param code the task's code
 * @param stack the task's creation stack, if it has one
 * @param parent link to the parent, {@code null} for a root
 * @param depth number of links from here to the root, this one included
 * @param generation number of tasks from here to the root, this one included, those left
 * out as well
 */
public record Ancestor(long id, TaskCode code, @Nullable CreationStack stack, @Nullable Ancestor parent, int depth,
		int generation) {

	static final int MAX_DEPTH = 32;

	private static final int KEPT_DEPTH = MAX_DEPTH / 2;

	static Ancestor of(long id, TaskCode site, @Nullable CreationStack stack, @Nullable Ancestor parent) {
		Ancestor bounded = (parent != null && parent.depth >= MAX_DEPTH - 1) ? parent.shortened(KEPT_DEPTH) : parent;
		return new Ancestor(id, site, stack, bounded, (bounded != null) ? bounded.depth + 1 : 1,
				(parent != null) ? parent.generation + 1 : 1);
	}

	/**
	 * Returns how many links are left out between the parent and this one.
	 */
	public int leftOut() {
		return (this.parent != null) ? this.generation - this.parent.generation - 1 : 0;
	}

	private Ancestor shortened(int links) {
		Ancestor next = this.parent;
		if (next == null) {
			return this;
		}
		Ancestor rest = (links > 2) ? next.shortened(links - 1) : next.root();
		return new Ancestor(this.id, this.code, this.stack, rest, rest.depth + 1, this.generation);
	}

	private Ancestor root() {
		Ancestor link = this;
		while (link.parent != null) {
			link = link.parent;
		}
		return link;
	}

}
