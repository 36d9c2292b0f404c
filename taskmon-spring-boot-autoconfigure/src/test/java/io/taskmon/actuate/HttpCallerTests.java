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

package io.taskmon.actuate;

import io.taskmon.task.CancelRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link HttpCaller}.
 */
class HttpCallerTests {

	@AfterEach
	void forgetTheRequest() {
		RequestContextHolder.resetRequestAttributes();
	}

	@Test
	void principalAndAddressAreTold() {
		MockHttpServletRequest request = new MockHttpServletRequest();
		request.setRemoteAddr("10.0.0.1");
		RequestContextHolder.setRequestAttributes(new ServletRequestAttributes(request));
		assertThat(HttpCaller.request(() -> "alice")).isEqualTo(new CancelRequest("alice", "HTTP from 10.0.0.1"));
	}

	@Test
	void callerOfWhomNothingIsKnownComesOverHttp() {
		assertThat(HttpCaller.request(null)).isEqualTo(new CancelRequest(null, "HTTP"));
	}

}
