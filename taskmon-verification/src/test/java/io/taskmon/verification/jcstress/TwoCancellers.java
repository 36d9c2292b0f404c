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
import org.openjdk.jcstress.infra.results.LLLL_Result;

/**
 * Two threads cancel a running task. One of them did it, and one of them is named.
 */
@JCStressTest
@Outcome(id = "CANCELLED, true, false, true", expect = Expect.ACCEPTABLE, desc = "the first did it")
@Outcome(id = "CANCELLED, false, true, true", expect = Expect.ACCEPTABLE, desc = "the second did it")
@Outcome(expect = Expect.FORBIDDEN, desc = "anything else")
@State
public class TwoCancellers extends TrackedLife {

	public TwoCancellers() {
		this.tracker.begin(this.task);
	}

	@Actor
	public void firstCanceller(LLLL_Result result) {
		result.r2 = cancel(this.task);
	}

	@Actor
	public void secondCanceller(LLLL_Result result) {
		result.r3 = cancel(this.task);
	}

	@Arbiter
	public void books(LLLL_Result result) {
		succeed();
		result.r1 = record();
		result.r4 = isCancellerTrue();
	}

	private static boolean cancel(TrackedTask task) {
		task.noteCanceller();
		return task.endCancelled();
	}

}
