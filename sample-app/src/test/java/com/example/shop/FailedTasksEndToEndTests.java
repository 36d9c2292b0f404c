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

package com.example.shop;

import java.util.List;

import com.example.shop.TaskList.Task;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Looks for exceptions that no caller has seen.
 */
@QuietShop
class FailedTasksEndToEndTests {

	private final Shop shop;

	FailedTasksEndToEndTests(Shop shop) {
		this.shop = shop;
	}

	@Test
	void voidMethodThatThrows() {
		long before = newestFailure("MailService.send");
		this.shop.start("bounce");
		TaskDetails details = this.shop.task(awaitFailureAfter(before, "MailService.send").id());
		assertThat(details.task().exception().type()).isEqualTo("com.example.shop.mail.MailBouncedException");
		assertThat(details.task().exception().message()).isEqualTo("No such mailbox: nobody@example.invalid");
		assertThat(details.exceptionStack())
			.anyMatch((frame) -> frame.startsWith("com.example.shop.mail.MailServer.deliver("));
		assertThat(details.creationChain()).hasSize(1)
			.first()
			.satisfies((creation) -> assertThat(creation.stack())
				.anyMatch((frame) -> frame.contains("shop.mail.BounceIncident.start(")));
		assertThat(details.cancellationChain()).isEmpty();
	}

	@Test
	void resultThatNobodyAsksFor() {
		long before = newestFailure("StockCount");
		this.shop.start("lost-result");
		Task count = awaitFailureAfter(before, "StockCount");
		assertThat(count.kind()).isEqualTo("EXECUTOR");
		assertThat(count.executor()).isEqualTo("applicationTaskExecutor");
		assertThat(count.preserved()).isTrue();
		assertThat(count.exception().type()).isEqualTo("java.lang.IllegalStateException");
		assertThat(count.createdFrom()).startsWith("com.example.shop.stock.StockService.count(");
	}

	@Test
	void pollerHasDiedWithoutAnyRequest() {
		Awaitility.await()
			.untilAsserted(
					() -> assertThat(this.shop.ended("preserved=true&filter=MessagePoller.poll&outcome=FAILED").tasks())
						.isNotEmpty());
	}

	@Test
	void deadPollerOutlivesAFlood() {
		long before = newestFailure("MessagePoller.poll");
		this.shop.start("poller");
		Task poller = awaitFailureAfter(before, "MessagePoller.poll");
		long terminated = this.shop.ended("limit=0").counts().terminated();
		this.shop.start("flood");
		this.shop.start("flood");
		this.shop.end("flood");
		assertThat(this.shop.ended("limit=0").counts().terminated()).isGreaterThanOrEqualTo(terminated + 10_000);
		TaskDetails details = this.shop.endedTask(poller.id());
		assertThat(details.task()).isEqualTo(poller);
		assertThat(details.task().preserved()).isTrue();
		assertThat(details.task().exception().type()).isEqualTo("java.lang.NumberFormatException");
		assertThat(details.exceptionStack())
			.anyMatch((frame) -> frame.startsWith("com.example.shop.messages.MessagePoller.handle("));
		assertThat(this.shop.ended("preserved=true").tasks()).contains(poller);
		assertThat(this.shop.ended("preserved=false&limit=10000").tasks()).doesNotContain(poller)
			.extracting(Task::preserved)
			.containsOnly(false);
	}

	@Test
	void newestComesFirst() {
		this.shop.start("bounce");
		this.shop.start("lost-result");
		List<Task> ended = this.shop.ended("limit=10000").tasks();
		assertThat(ended).hasSizeGreaterThan(2)
			.extracting(Task::terminatedAt)
			.isSortedAccordingTo((one, other) -> other.compareTo(one));
	}

	private long newestFailure(String name) {
		return this.shop.ended("outcome=FAILED&limit=1&filter=" + name).tasks().stream().mapToLong(Task::id).sum();
	}

	private Task awaitFailureAfter(long id, String name) {
		return Awaitility.await()
			.until(() -> this.shop.ended("outcome=FAILED&limit=1&filter=" + name).tasks(),
					(tasks) -> !tasks.isEmpty() && tasks.get(0).id() > id)
			.get(0);
	}

}
