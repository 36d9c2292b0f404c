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

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.LZ_Result;

/**
 * An executor drops a task that a thread takes.
 */
@JCStressTest
@Outcome(id = "DISCARDED, false", expect = Expect.ACCEPTABLE, desc = "dropped first, never runs")
@Outcome(id = "SUCCEEDED, true", expect = Expect.ACCEPTABLE, desc = "ran first")
@Outcome(expect = Expect.FORBIDDEN, desc = "anything else")
@State
public class DiscardAgainstStart extends TrackedLife {

	@Actor
	public void runner(LZ_Result result) {
		result.r2 = run();
	}

	@Actor
	public void executor() {
		this.task.endDiscarded("dropped");
	}

	@Arbiter
	public void books(LZ_Result result) {
		result.r1 = record();
	}

}
