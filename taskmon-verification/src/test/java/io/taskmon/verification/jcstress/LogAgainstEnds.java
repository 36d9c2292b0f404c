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
 * The log never holds more than it may, and never loses the newest.
 */
@JCStressTest
@Outcome(id = "true, true", expect = Expect.ACCEPTABLE, desc = "the two newest")
@Outcome(expect = Expect.FORBIDDEN, desc = "anything else")
@State
public class LogAgainstEnds extends TrackedLives {

	private final TrackedTask old = submit();

	private final TrackedTask one = submit();

	private final TrackedTask other = submit();

	public LogAgainstEnds() {
		run(this.old);
	}

	@Actor
	public void one(ZZ_Result result) {
		run(this.one);
		result.r1 = log().size() <= LOG_CAPACITY && isLogged(this.one);
	}

	@Actor
	public void other(ZZ_Result result) {
		run(this.other);
		result.r2 = log().size() <= LOG_CAPACITY && isLogged(this.other);
	}

	@Arbiter
	public void books(ZZ_Result result) {
		result.r1 &= log().size() == LOG_CAPACITY;
		result.r2 &= isLogged(this.one) && isLogged(this.other);
	}

}
