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

import java.net.http.HttpResponse;
import java.util.List;

import com.example.shop.TaskDetails.Canceller;
import com.example.shop.TaskDetails.Creation;
import com.example.shop.TaskList.Task;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

/**
 * Cancels, and asks who cancelled.
 */
@QuietShop
class CancellationEndToEndTests {

	private final Shop shop;

	CancellationEndToEndTests(Shop shop) {
		this.shop = shop;
	}

	@AfterEach
	void putRight() {
		this.shop.end("queue");
		this.shop.end("chain");
		this.shop.end("stubborn");
	}

	@Test
	void queuedTaskIsCancelled() {
		this.shop.start("queue");
		List<Task> queued = this.shop.live("executor=warehouse&state=QUEUED").tasks();
		Task last = queued.get(queued.size() - 1);
		assertThat(this.shop.cancel(last).statusCode()).isEqualTo(200);
		assertThat(this.shop.live("executor=warehouse").tasks()).extracting(Task::id).doesNotContain(last.id());
		TaskDetails details = this.shop.endedTask(last.id());
		assertThat(details.task().outcome()).isEqualTo("CANCELLED");
		assertThat(details.task().startedAt()).isNull();
		assertThat(details.task().bodyStillRunning()).isFalse();
		assertThat(details.task().cancelledBy().taskId()).isNull();
		assertThat(details.task().cancelledBy().thread()).isNotBlank();
		assertThat(details.cancellationChain()).hasSize(1)
			.allSatisfy((canceller) -> assertThat(canceller.stack()).isNotEmpty());
	}

	@Test
	void runningTaskIsCancelled() {
		this.shop.start("chain");
		Task receipt = this.shop.live("filter=ReceiptService.print").tasks().get(0);
		assertThat(this.shop.cancel(receipt).statusCode()).isEqualTo(200);
		awaitEndOfBody(receipt.id());
		Task ended = this.shop.endedTask(receipt.id()).task();
		assertThat(ended.outcome()).isEqualTo("CANCELLED");
		assertThat(ended.bodyStillRunning()).isFalse();
		assertThat(ended.exception()).isNull();
	}

	@Test
	void runningTaskWithACompletableFutureIsInterrupted() {
		this.shop.start("queue");
		Task parcel = this.shop.live("executor=warehouse&state=RUNNING").tasks().get(0);
		assertThat(this.shop.cancel(parcel).statusCode()).isEqualTo(200);
		awaitEndOfBody(parcel.id());
		Task ended = this.shop.endedTask(parcel.id()).task();
		assertThat(ended.outcome()).isEqualTo("CANCELLED");
		assertThat(ended.bodyStillRunning()).isFalse();
	}

	@Test
	void unknownTaskIsNotFound() {
		assertThat(this.shop.cancel(Long.MAX_VALUE).statusCode()).isEqualTo(404);
	}

	@Test
	void secondCancellationIsInConflict() {
		this.shop.start("queue");
		Task queued = this.shop.live("executor=warehouse&state=QUEUED").tasks().get(0);
		this.shop.cancel(queued);
		HttpResponse<String> second = this.shop.cancel(queued);
		assertThat(second.statusCode()).isEqualTo(409);
		assertThat(second.body()).contains(Long.toString(queued.id()));
	}

	@Test
	void cancellationOfAnEndedTaskIsInConflict() {
		this.shop.start("cancel-chain");
		Task checkout = newestEnded("CheckoutService.checkOut");
		assertThat(this.shop.cancel(checkout).statusCode()).isEqualTo(409);
		assertThat(this.shop.endedTask(checkout.id()).task()).isEqualTo(checkout);
	}

	@Test
	void cancelledTaskWhoseBodyRunsOnIsLiveAndEnded() {
		this.shop.start("stubborn");
		Task forecast = newestEnded("SalesForecast.calculate");
		assertThat(forecast.outcome()).isEqualTo("CANCELLED");
		assertThat(forecast.bodyStillRunning()).isTrue();
		assertThat(this.shop.live("filter=SalesForecast.calculate").tasks()).singleElement().satisfies((live) -> {
			assertThat(live.id()).isEqualTo(forecast.id());
			assertThat(live.cancelled()).isTrue();
			assertThat(live.state()).isEqualTo("RUNNING");
		});
		TaskDetails details = this.shop.task(forecast.id());
		assertThat(details.stack()).anyMatch((frame) -> frame.contains("shop.reports.SalesForecast.calculate("));
		assertThat(details.cancellationChain()).singleElement()
			.satisfies((canceller) -> assertThat(canceller.stack())
				.anyMatch((frame) -> frame.contains("shop.reports.StubbornIncident.start(")));
		this.shop.end("stubborn");
		awaitEndOfBody(forecast.id());
		assertThat(this.shop.endedTask(forecast.id()).task().outcome()).isEqualTo("CANCELLED");
		assertThat(this.shop.endedTask(forecast.id()).task().bodyStillRunning()).isFalse();
	}

	@Test
	void cancelledTaskWhoseBodyRunsOnStaysLiveWhenTheLogHasForgottenIt() {
		this.shop.start("stubborn");
		Task forecast = newestEnded("SalesForecast.calculate");
		this.shop.start("flood");
		this.shop.end("flood");
		assertThat(this.shop.live("filter=SalesForecast.calculate").tasks()).extracting(Task::id, Task::cancelled)
			.containsExactly(tuple(forecast.id(), true));
		assertThat(this.shop.task(forecast.id()).cancellationChain()).hasSize(1);
	}

	@Test
	void chainLeadsFromTheRootCancellerToTheTasksOwn() {
		this.shop.start("cancel-chain");
		TaskDetails booking = this.shop.task(newestEnded("CourierService.book").id());
		assertThat(booking.task().outcome()).isEqualTo("CANCELLED");
		List<Canceller> chain = booking.cancellationChain();
		assertThat(chain).extracting(Canceller::name)
			.containsExactly("CheckoutService.checkOut", "ReservationService.reserve");
		assertThat(chain.get(0).stack()).anyMatch((frame) -> frame.contains("shop.checkout.CheckoutService.checkOut("));
		assertThat(chain.get(1).stack())
			.anyMatch((frame) -> frame.contains("shop.checkout.ReservationService.reserve("));
		assertThat(chain).extracting(Canceller::id)
			.containsExactlyElementsOf(booking.creationChain().stream().limit(2).map(Creation::id).toList());
		assertThat(booking.task().cancelledBy().taskId()).isEqualTo(chain.get(1).id());
		assertThat(booking.task().cancelledBy().name()).isEqualTo("ReservationService.reserve");
		assertThat(booking.task().cancelledBy().thread()).isEqualTo(chain.get(1).thread());
	}

	@Test
	void cancelledReservationWasCancelledByTheCheckout() {
		this.shop.start("cancel-chain");
		TaskDetails reservation = this.shop.task(newestEnded("ReservationService.reserve").id());
		assertThat(reservation.task().outcome()).isEqualTo("CANCELLED");
		assertThat(reservation.cancellationChain()).extracting(Canceller::name)
			.containsExactly("CheckoutService.checkOut");
	}

	private Task newestEnded(String name) {
		return Awaitility.await()
			.until(() -> this.shop.ended("limit=1&filter=" + name).tasks(), (tasks) -> !tasks.isEmpty())
			.get(0);
	}

	private void awaitEndOfBody(long id) {
		Awaitility.await()
			.untilAsserted(
					() -> assertThat(this.shop.live("limit=10000").tasks()).extracting(Task::id).doesNotContain(id));
	}

}
