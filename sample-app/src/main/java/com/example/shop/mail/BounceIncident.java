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

package com.example.shop.mail;

import com.example.shop.incidents.Incident;
import com.example.shop.incidents.IncidentDescription;

import org.springframework.stereotype.Component;

@Component
class BounceIncident implements Incident {

	private final MailService mail;

	BounceIncident(MailService mail) {
		this.mail = mail;
	}

	@Override
	public IncidentDescription description() {
		return IncidentDescription.of("bounce",
				"A mail bounces. The method that sends it is a void @Async one, so its exception reaches no caller.",
				"MailService.send is in the termination log as FAILED, with the exception and with who sent the mail. "
						+ "After ten seconds the diagnosis calls it LOST_EXCEPTION.",
				"/actuator/tasks/terminated?filter=MailService.send&outcome=FAILED", "/actuator/tasks/terminated/ID",
				"/actuator/tasks/diagnosis");
	}

	@Override
	public String start() {
		this.mail.send(new Mail("nobody@example.invalid", "Your order is on its way"));
		return "A mail to an address where nobody lives is on its way; it bounces within a second.";
	}

}
