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

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;

import org.jspecify.annotations.Nullable;

/**
 * The posts of all guardians, up to a limit. Asked only for tasks of sites that are
 * guardians. Thread-safe.
 */
public final class GuardianPosts {

	public static final int MAX_POSTS = TerminationLog.MAX_PRESERVED_SITES;

	private final Map<String, GuardianPost> posts = new ConcurrentHashMap<>();

	private volatile boolean shuttingDown;

	void began(TaskCode site) {
		GuardianPost post = post(site);
		if (post != null) {
			post.began();
		}
	}

	void ended(TrackedTask task) {
		GuardianPost post = post(task.code());
		if (post != null) {
			post.ended(this.shuttingDown ? null : task);
		}
	}

	void lost(TaskCode site) {
		GuardianPost post = post(site);
		if (post != null) {
			post.lost();
		}
	}

	/**
	 * Says that guardians may end from now on.
	 */
	public void shutDown() {
		this.shuttingDown = true;
	}

	/**
	 * Returns the posts, by name.
	 */
	public List<GuardianPost> all() {
		return this.posts.values().stream().sorted(Comparator.comparing(GuardianPost::name)).toList();
	}

	/**
	 * Returns the last ends that have rested since the last call. The log turns them into
	 * text only as long as it has them.
	 */
	public List<TrackedTask> takeSettled() {
		return this.posts.values().stream().map(GuardianPost::takeSettled).filter(Objects::nonNull).toList();
	}

	private @Nullable GuardianPost post(TaskCode site) {
		String key = Objects.requireNonNull(site.preservationKey());
		GuardianPost post = this.posts.get(key);
		if (post != null || this.posts.size() >= MAX_POSTS) {
			return post;
		}
		return this.posts.computeIfAbsent(key, (absent) -> new GuardianPost(site.name()));
	}

}
