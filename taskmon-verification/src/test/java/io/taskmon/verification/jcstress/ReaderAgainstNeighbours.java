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

import io.taskmon.track.TrackedTask;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.ZZ_Result;

/**
 * A task that is live throughout is seen by every reader, whatever its neighbours in the
 * same list of the registry do.
 */
@JCStressTest
@Outcome(id = "true, true", expect = Expect.ACCEPTABLE, desc = "seen")
@Outcome(expect = Expect.FORBIDDEN, desc = "anything else")
@State
public class ReaderAgainstNeighbours extends TrackedLives {

	private final TrackedTask before = submitInSameList();

	private final TrackedTask task = submitInSameList();

	private final TrackedTask after = submitInSameList();

	private TrackedTask submitInSameList() {
		TrackedTask submitted = submit();
		while (submitted.id() % STRIPES != 1) {
			run(submitted);
			submitted = submit();
		}
		return submitted;
	}

	@Actor
	public void neighbours() {
		run(this.after);
		run(this.before);
		submitInSameList();
	}

	@Actor
	public void reader(ZZ_Result result) {
		result.r1 = isLive(this.task);
	}

	@Arbiter
	public void books(ZZ_Result result) {
		result.r2 = isLive(this.task) && !isLive(this.before) && !isLive(this.after);
	}

}
