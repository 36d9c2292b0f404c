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

package io.taskmon.diagnosis;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;

import io.taskmon.read.TaskQuery;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What listeners are told of findings.
 */
class DiagnosticianTests {

	private Ward ward = new Ward();

	@AfterEach
	void close() {
		this.ward.close();
	}

	@Test
	void whatComesAndGoesEachTimeIsToldOnce() {
		this.ward.pool("mail").setCorePoolSize(1);
		for (int i = 0; i < 3; i++) {
			CountDownLatch running = new CountDownLatch(1);
			CountDownLatch release = new CountDownLatch(1);
			this.ward.pool("mail").execute(() -> {
				running.countDown();
				Ward.await(release);
			});
			Ward.await(running);
			this.ward.pool("mail").execute(() -> {
			});
			assertThat(this.ward.afterSeconds(600).round()).extracting(Finding::executor).containsExactly("mail");
			release.countDown();
			this.ward.untilTerminated(2 * (i + 1));
			assertThat(this.ward.afterSeconds(10).round()).isEmpty();
		}
		assertThat(this.ward.raised).hasSize(1);
		assertThat(this.ward.cleared).isEmpty();
		assertThat(this.ward.afterSeconds(10).round()).isEmpty();
		assertThat(this.ward.cleared).hasSize(1);
	}

	@Test
	void failingListenerKeepsNobodyFromBeingTold() {
		close();
		this.ward = new Ward(Map.of(), Map.of("mail", Duration.ofSeconds(30)));
		this.ward.diagnostician.addListener(new FailingListener());
		List<Finding> told = new CopyOnWriteArrayList<>();
		this.ward.diagnostician.addListener(new FailingListener() {

			@Override
			public void raised(Finding finding) {
				told.add(finding);
			}

		});
		this.ward.occupyAndWait("mail");
		this.ward.afterSeconds(40).round();
		assertThat(told).hasSize(1);
		assertThat(this.ward.monitor().reader().live(TaskQuery.ALL).counts().errors()).isEqualTo(1);
	}

	private static class FailingListener implements FindingListener {

		@Override
		public void raised(Finding finding) {
			throw new IllegalStateException("listener");
		}

		@Override
		public void cleared(Finding finding) {
			throw new IllegalStateException("listener");
		}

	}

}
