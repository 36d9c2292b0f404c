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

package io.taskmon.stack;

import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;

import io.taskmon.task.CaptureMode;
import io.taskmon.task.CaptureSettings;
import org.jspecify.annotations.Nullable;

/**
 * Captures creation stacks, as many as the settings allow. Thread-safe.
 */
public final class StackCapture {

	private final CaptureSettings settings;

	private final long windowNanos;

	private final LongSupplier nanoTime;

	private final AtomicInteger live = new AtomicInteger();

	private final Set<CodeStacks> sites = Collections.synchronizedSet(Collections.newSetFromMap(new WeakHashMap<>()));

	/**
	 * Creates a capture.
	 * @param nanoTime the clock of the budgets
	 */
	public StackCapture(CaptureSettings settings, LongSupplier nanoTime) {
		this.settings = settings;
		this.windowNanos = settings.window().toNanos();
		this.nanoTime = nanoTime;
	}

	/**
	 * Captures the stack of the current thread for a task that it creates. To be given
	 * back once the task is not live any more.
	 * @param now reading of the clock
	 * @return the stack, {@code null} if the task is to share the latest one of its site
	 */
	public @Nullable CreationStack capture(CodeStacks site, long now) {
		if (!isAllowed(site, now)) {
			return null;
		}
		CreationStack stack = new CreationStack();
		if (this.settings.mode() == CaptureMode.ADAPTIVE) {
			spend(site, now);
		}
		if (site.isShared() && site.latest() == null) {
			this.sites.add(site);
		}
		site.remember(stack);
		return stack;
	}

	/**
	 * Captures the stack of the current thread for a schedule that it makes.
	 * @return the stack, {@code null} if there is to be none
	 */
	public @Nullable CreationStack captureOfSchedule(CodeStacks site, long now) {
		if (this.settings.mode() == CaptureMode.OFF || !isWithinBudget(site, now)) {
			return null;
		}
		CreationStack stack = new CreationStack();
		spend(site, now);
		return stack;
	}

	/**
	 * Says that a task with a stack of its own is not live any more.
	 */
	public void giveBack() {
		this.live.decrementAndGet();
	}

	private boolean isAllowed(CodeStacks site, long now) {
		return switch (this.settings.mode()) {
			case ALWAYS -> reserve();
			case ADAPTIVE -> isWithinBudget(site, now) && reserve();
			case SITE -> site.latest() == null && site.isShared() && reserve();
			case OFF -> false;
		};
	}

	private boolean isWithinBudget(CodeStacks site, long now) {
		return site.budget().take(now, this.settings.budget(), this.windowNanos);
	}

	private void spend(CodeStacks site, long since) {
		site.budget().spend(this.nanoTime.getAsLong() - since);
	}

	private boolean reserve() {
		if (this.live.incrementAndGet() <= this.settings.maxLiveStacks()) {
			return true;
		}
		this.live.decrementAndGet();
		return false;
	}

	/**
	 * Turns latest stacks of sites into text that have rested since the last call.
	 */
	public void symboliseSettled(StackSymbols symbols) {
		sites().forEach((site) -> site.symboliseSettled(symbols));
	}

	// A copy, for the first task of a site waits for this lock
	private List<CodeStacks> sites() {
		synchronized (this.sites) {
			return List.copyOf(this.sites);
		}
	}

}
