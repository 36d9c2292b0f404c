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

package io.taskmon.verification.soak;

import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;

import io.taskmon.TaskMonitor;
import io.taskmon.metrics.TaskMetrics;
import org.junit.jupiter.api.Test;

import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * An application that has been closed, in a virtual machine that goes on with the same
 * classes, as one does that is restarted by developer tools.
 */
class ClosedApplicationTests {

	private static final int COLLECTIONS = 50;

	private static final long MILLISECONDS_TO_CLEAR = 100;

	private final ReferenceQueue<Object> cleared = new ReferenceQueue<>();

	@Test
	void isCollectedWithItsTasks() throws Exception {
		List<Reference<?>> left = liveAndClose();
		for (int i = 0; i < COLLECTIONS && !left.isEmpty(); i++) {
			System.gc();
			left.remove(this.cleared.remove(MILLISECONDS_TO_CLEAR));
		}
		assertThat(left).extracting(Reference::get).isEmpty();
	}

	private List<Reference<?>> liveAndClose() throws Exception {
		try (ConfigurableApplicationContext application = SoakApplication.start(1_000)) {
			TaskMonitor monitor = application.getBean(TaskMonitor.class);
			application.getBean("service", ExecutorService.class).submit(() -> {
			}).get();
			application.getBean(TaskMetrics.class).update();
			return new ArrayList<>(List.of(new WeakReference<>(monitor, this.cleared),
					new WeakReference<>(application, this.cleared)));
		}
	}

}
