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

package io.taskmon.verification.jcstress;

import java.util.List;

import io.taskmon.track.TrackedTask;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.ZZ_Result;

/**
 * Readers that come at once for a stack that nobody has turned into frames yet get the
 * same ones, while the task ends.
 */
@JCStressTest
@Outcome(id = "true, true", expect = Expect.ACCEPTABLE, desc = "the same frames")
@Outcome(expect = Expect.FORBIDDEN, desc = "anything else")
@State
public class ReadersOfOneStack extends TrackedLives {

	private final TrackedTask task = submit();

	private List<StackTraceElement> one = List.of();

	private List<StackTraceElement> other = List.of();

	@Actor
	public void one() {
		run(this.task);
		this.one = creationStack(this.task);
	}

	@Actor
	public void other() {
		this.other = creationStack(this.task);
	}

	@Arbiter
	public void books(ZZ_Result result) {
		result.r1 = !this.one.isEmpty();
		result.r2 = this.one.equals(this.other) && this.one.equals(creationStack(this.task));
	}

}
