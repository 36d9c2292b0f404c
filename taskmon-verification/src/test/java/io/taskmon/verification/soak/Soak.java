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

import java.io.File;
import java.lang.ref.WeakReference;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;

/**
 * Lets an application live again and again, each time in a class loader of its own, and
 * looks at what it leaves behind: threads, class loaders, heap.
 */
public final class Soak {

	private static final int SETTLING_ROUNDS = 3;

	private static final int KEPT_LOADERS = 2;

	private static final int COLLECTIONS = 20;

	/**
	 * What the classes of one application hold, in bytes. What it had in its termination
	 * log is twice as much.
	 */
	private static final long ONE_LIFE = 8_000_000;

	private static final long MILLISECONDS_TO_END = 30_000;

	private final List<WeakReference<ClassLoader>> loaders = new ArrayList<>();

	private final List<Rest> rests = new ArrayList<>();

	/**
	 * Soaks.
	 * @param arguments how long, in ISO 8601, ten minutes unless given
	 */
	public static void main(String[] arguments) throws Exception {
		Duration duration = (arguments.length > 0) ? Duration.parse(arguments[0]) : Duration.ofMinutes(10);
		new Soak().run(duration);
	}

	void run(Duration duration) throws Exception {
		long end = System.nanoTime() + duration.toNanos();
		Set<Thread> before = Thread.getAllStackTraces().keySet();
		do {
			String outcomes = round();
			Rest rest = rest();
			this.rests.add(rest);
			System.out.println("round " + this.rests.size() + ": " + outcomes + ", " + rest);
		}
		while (System.nanoTime() < end || this.rests.size() < 2 * SETTLING_ROUNDS);
		requireNothingLeft(before);
	}

	private String round() throws Exception {
		Thread current = Thread.currentThread();
		ClassLoader outer = current.getContextClassLoader();
		try (URLClassLoader loader = new URLClassLoader(classPath(), ClassLoader.getPlatformClassLoader())) {
			this.loaders.add(new WeakReference<>(loader));
			current.setContextClassLoader(loader);
			Callable<?> round = (Callable<?>) loader.loadClass("io.taskmon.verification.soak.SoakRound")
				.getDeclaredConstructor()
				.newInstance();
			return (String) round.call();
		}
		finally {
			current.setContextClassLoader(outer);
		}
	}

	private static URL[] classPath() throws MalformedURLException {
		List<URL> urls = new ArrayList<>();
		for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
			urls.add(new File(entry).toURI().toURL());
		}
		return urls.toArray(URL[]::new);
	}

	private void requireNothingLeft(Set<Thread> before) throws InterruptedException {
		Set<String> threads = new TreeSet<>();
		for (Thread thread : Thread.getAllStackTraces().keySet()) {
			if (!before.contains(thread) && !isOfTheJvm(thread) && !hasEnded(thread)) {
				threads.add(thread.getName());
			}
		}
		require(threads.isEmpty(), "threads left: " + threads);
		for (int i = 0; i < COLLECTIONS && loadersLeft() > KEPT_LOADERS; i++) {
			System.gc();
		}
		require(loadersLeft() <= KEPT_LOADERS, loadersLeft() + " class loaders left");
		Comparator<Rest> byHeap = Comparator.comparingLong(Rest::heap);
		Rest first = Collections.max(this.rests.subList(0, SETTLING_ROUNDS), byHeap);
		Rest last = Collections.min(this.rests.subList(this.rests.size() - SETTLING_ROUNDS, this.rests.size()), byHeap);
		require(last.heap() < first.heap() * 1.1 + last.livesSince(first) * ONE_LIFE,
				"heap grew from " + first + " to " + last);
	}

	// A pool says that it has terminated when its last thread is about to end
	private static boolean hasEnded(Thread thread) throws InterruptedException {
		thread.join(MILLISECONDS_TO_END);
		return !thread.isAlive();
	}

	private static boolean isOfTheJvm(Thread thread) {
		ThreadGroup group = thread.getThreadGroup();
		return group == null || "system".equals(group.getName()) || "InnocuousThreadGroup".equals(group.getName())
				|| thread.getName().startsWith("ForkJoinPool");
	}

	private static void require(boolean condition, String otherwise) {
		if (!condition) {
			throw new IllegalStateException(otherwise);
		}
	}

	private long loadersLeft() {
		return this.loaders.stream().filter((loader) -> !loader.refersTo(null)).count();
	}

	private Rest rest() {
		for (int i = 0; i < 3; i++) {
			System.gc();
		}
		Runtime runtime = Runtime.getRuntime();
		return new Rest(runtime.totalMemory() - runtime.freeMemory(), loadersLeft());
	}

	/**
	 * What is left after a round. A loader may go some collections later than others, and
	 * a few are kept by the JDK.
	 *
	 * @param heap used heap in bytes
	 * @param loaders class loaders
	 */
	private record Rest(long heap, long loaders) {

		long livesSince(Rest earlier) {
			return Math.max(0, this.loaders - earlier.loaders);
		}

		@Override
		public String toString() {
			return "heap " + this.heap / 1024 + " KiB, loaders left " + this.loaders;
		}

	}

}
