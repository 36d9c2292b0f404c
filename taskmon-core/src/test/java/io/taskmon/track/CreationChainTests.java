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

package io.taskmon.track;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

import com.example.orders.OrderController;
import io.taskmon.task.CaptureSettings;
import io.taskmon.task.Creation;
import io.taskmon.task.Limits;
import io.taskmon.track.fixture.Collectable;
import io.taskmon.track.fixture.HandSteppedExecutor;
import io.taskmon.track.fixture.HandSteppedTask;
import io.taskmon.track.fixture.TestMonitor;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Who created a task, back to the root, whatever has become of its creators.
 */
class CreationChainTests {

	private final TestMonitor monitor = new TestMonitor(new Limits(200_000, 3, 1), CaptureSettings.DEFAULTS);

	@Test
	void rootHasNoParent() {
		HandSteppedTask root = this.monitor.submit();
		assertThat(chain(root)).containsExactly(1L);
		assertThat(root.tracked().parent()).isNull();
	}

	@Test
	void chainHasThreeLevelsEachWithItsStack() {
		HandSteppedExecutor executor = this.monitor.executor(this.monitor.site);
		List<HandSteppedTask> tasks = new ArrayList<>();
		OrderController.place(executor, () -> OrderController.placeFromLambda(executor,
				() -> OrderController.placeDeep(3, executor, () -> tasks.add(this.monitor.submit()))));
		executor.runAll();
		List<Creation> chain = this.monitor.details(4).creationChain();
		assertThat(chain).extracting(Creation::id).containsExactly(1L, 2L, 3L, 4L);
		assertThat(chain).extracting(Creation::name).containsOnly("OrderService.ship");
		assertThat(methodsOf(chain.get(0))).startsWith("ship", "place");
		assertThat(methodsOf(chain.get(1))).contains("placeFromLambda");
		assertThat(methodsOf(chain.get(2))).startsWith("placeDeep", "placeDeep", "placeDeep", "placeDeep");
		assertThat(this.monitor.details(4).task().facts().parentId()).isEqualTo(3);
		assertThat(tasks).hasSize(1);
	}

	@Test
	void chainOutlivesTheEndAndTheEvictionOfItsMiddle() {
		HandSteppedTask root = this.monitor.submit();
		HandSteppedTask middle = root.submitChild();
		HandSteppedTask child = middle.submitChild();
		middle.run();
		assertThat(chain(child)).containsExactly(1L, 2L, 3L);
		for (int i = 0; i < 10; i++) {
			this.monitor.submit().run();
		}
		assertThat(this.monitor.monitor.reader().find(middle.id())).isEmpty();
		assertThat(chain(child)).containsExactly(1L, 2L, 3L);
		child.run();
		assertThat(chain(child)).containsExactly(1L, 2L, 3L);
	}

	@Test
	void chainKeepsNoTaskAlive() {
		HandSteppedTask root = this.monitor.submit();
		Collectable middle = new Collectable();
		HandSteppedTask child = grandchildOf(root, middle);
		middle.awaitCollection();
		assertThat(chain(child)).containsExactly(1L, 2L, 3L);
	}

	private HandSteppedTask grandchildOf(HandSteppedTask root, Collectable middle) {
		HandSteppedTask task = root.submitChild();
		HandSteppedTask child = task.submitChild();
		task.run();
		for (int i = 0; i < 3; i++) {
			this.monitor.submit().run();
		}
		middle.watch(task.tracked());
		return child;
	}

	@Test
	void hundredThousandGenerationsAreBoundedAndKnowTheirRoot() {
		int deepest = 0;
		HandSteppedTask task = this.monitor.submit();
		for (int i = 1; i < 100_000; i++) {
			HandSteppedTask child = task.submitChild();
			task.run();
			task = child;
			Ancestor parent = task.tracked().parent();
			deepest = Math.max(deepest, parent.depth());
		}
		assertThat(deepest).isEqualTo(Ancestor.MAX_DEPTH - 1);
		List<Long> chain = chain(task);
		assertThat(chain).hasSizeBetween(Ancestor.MAX_DEPTH / 2, Ancestor.MAX_DEPTH).isSorted().startsWith(1L);
		long last = chain.get(chain.size() - 1);
		assertThat(chain).endsWith(last - 3, last - 2, last - 1, last);
		assertThat(depthByCounting(task.tracked().parent())).isEqualTo(task.tracked().parent().depth());
	}

	@Test
	void chainShorterThanTheBoundIsComplete() {
		HandSteppedTask task = this.monitor.submit();
		for (long generation = 2; generation <= Ancestor.MAX_DEPTH; generation++) {
			task = task.submitChild();
			assertThat(chain(task)).hasSize((int) generation);
		}
		task = task.submitChild();
		assertThat(chain(task)).startsWith(1L, 17L).endsWith(33L).hasSize(18);
		assertThat(leftOut(task)).startsWith(0, 15, 0).hasSize(18).filteredOn((links) -> links > 0).hasSize(1);
	}

	@Test
	void childrenShareTheLinksOfTheirParents() {
		HandSteppedTask root = this.monitor.submit();
		HandSteppedTask parent = root.submitChild();
		Map<Ancestor, Boolean> links = new IdentityHashMap<>();
		for (int i = 0; i < 10; i++) {
			HandSteppedTask child = parent.submitChild();
			links.put(child.tracked().parent(), true);
			links.put(child.tracked().parent().parent(), true);
		}
		assertThat(links).hasSize(2);
	}

	@Test
	void nestedRunGivesTheCurrentTaskBack() {
		Map<String, Long> parents = new HashMap<>();
		HandSteppedTask outer = this.monitor.submit(() -> {
			parents.put("before", parentOfNew());
			this.monitor.submit(() -> parents.put("inside", parentOfNew())).run();
			parents.put("after", parentOfNew());
			this.monitor.submit(() -> {
				throw new IllegalStateException();
			}).run();
			parents.put("after failure", parentOfNew());
		});
		outer.run();
		assertThat(parents).containsEntry("before", 1L)
			.containsEntry("inside", 3L)
			.containsEntry("after", 1L)
			.containsEntry("after failure", 1L);
		assertThat(this.monitor.tracker.current()).isNull();
	}

	@Test
	void currentTaskIsThatOfItsOwnThreadAndMonitor() throws Exception {
		HandSteppedTask task = this.monitor.submit();
		TestMonitor other = new TestMonitor();
		List<HandSteppedTask> others = new ArrayList<>();
		Thread thread = new Thread(() -> others.add(this.monitor.submit()));
		task.inside(() -> {
			others.add(other.submit());
			thread.start();
			awaitEnd(thread);
		});
		assertThat(others).extracting((submitted) -> submitted.tracked().parent()).containsExactly(null, null);
	}

	private long parentOfNew() {
		Ancestor parent = this.monitor.submit().tracked().parent();
		return (parent != null) ? parent.id() : 0;
	}

	private static void awaitEnd(Thread thread) {
		try {
			thread.join(10_000);
		}
		catch (InterruptedException ex) {
			throw new AssertionError(ex);
		}
	}

	private static int depthByCounting(Ancestor link) {
		int depth = 0;
		for (Ancestor next = link; next != null; next = next.parent()) {
			depth++;
		}
		return depth;
	}

	private static List<String> methodsOf(Creation creation) {
		return creation.stack().stream().map(StackTraceElement::getMethodName).toList();
	}

	private List<Long> chain(HandSteppedTask task) {
		return this.monitor.details(task.id()).creationChain().stream().map(Creation::id).toList();
	}

	private List<Integer> leftOut(HandSteppedTask task) {
		return this.monitor.details(task.id()).creationChain().stream().map(Creation::leftOut).toList();
	}

}
