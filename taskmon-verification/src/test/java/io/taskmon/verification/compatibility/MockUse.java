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

package io.taskmon.verification.compatibility;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;

import org.mockito.ArgumentMatchers;
import org.mockito.Mockito;
import org.mockito.exceptions.base.MockitoAssertionError;

import org.springframework.core.task.AsyncTaskExecutor;

/**
 * What a test does with a mocked or spied executor, and what Mockito tells of it.
 */
final class MockUse {

	private static final Set<String> CALLED_AT_ANY_TIME = Set.of("beforeExecute", "afterExecute", "terminated",
			"getThreadFactory", "stop");

	private MockUse() {
	}

	/**
	 * Notes what had been done with a mock before its test began.
	 */
	static void noteBefore(String name, Object mock, Observation observation) {
		observation.noteAnswer(name + ": mock", () -> Mockito.mockingDetails(mock).isMock());
		observation.noteAnswer(name + ": spy", () -> Mockito.mockingDetails(mock).isSpy());
		observation.noteAnswer(name + ": before", () -> invocations(mock));
		observation.noteAnswer(name + ": unused", () -> {
			try {
				Mockito.verifyNoInteractions(mock);
				return true;
			}
			catch (MockitoAssertionError ex) {
				return false;
			}
		});
	}

	/**
	 * Notes what a test finds that stubs and verifies.
	 */
	static void noteUse(String name, Object mock, Observation observation) {
		Errand errand = new Errand(null);
		if (mock instanceof Executor executor) {
			observation.noteAnswer(name + ": stubbed", () -> {
				Mockito.doAnswer((invocation) -> {
					invocation.<Runnable>getArgument(0).run();
					return null;
				}).when(executor).execute(ArgumentMatchers.any());
				Errand stubbed = new Errand(null);
				executor.execute(stubbed);
				return stubbed.runs() + Words.of(stubbed.awaitRunner() == Thread.currentThread());
			});
			observation.noteAnswer(name + ": stubbed to fail", () -> {
				Mockito.doThrow(new Mishap()).when(executor).execute(ArgumentMatchers.any());
				executor.execute(errand);
				return "taken";
			});
		}
		Future<String> stubbed = CompletableFuture.completedFuture("stubbed");
		if (mock instanceof ExecutorService service) {
			observation.noteAnswer(name + ": submits", () -> {
				Mockito.doReturn(stubbed).when(service).submit(ArgumentMatchers.<Callable<String>>any());
				return service.submit((Callable<String>) errand) == stubbed;
			});
			observation.noteAnswer(name + ": says it is shut down", () -> {
				Mockito.doReturn(true).when(service).isShutdown();
				return service.isShutdown();
			});
		}
		if (mock instanceof AsyncTaskExecutor async) {
			observation.noteAnswer(name + ": submits asynchronously", () -> {
				Mockito.doReturn(stubbed).when(async).submit(ArgumentMatchers.<Callable<String>>any());
				return async.submit((Callable<String>) errand) == stubbed;
			});
		}
		if (mock instanceof Executor executor) {
			noteExecution(name, executor, observation);
		}
		observation.noteAnswer(name + ": class", () -> Words.of(mock));
		observation.noteAnswer(name + ": used", () -> invocations(mock));
	}

	// At the end, for what is stubbed while another thread uses a spy is stubbed halfway
	private static void noteExecution(String name, Executor executor, Observation observation) {
		Errand errand = new Errand(null);
		observation.noteAnswer(name + ": executes", () -> {
			Mockito.reset(executor);
			executor.execute(errand);
			Mockito.verify(executor).execute(errand);
			Mockito.verify(executor, Mockito.never()).execute(null);
			return Mockito.mockingDetails(executor).isSpy() && errand.awaitRunner() != null;
		});
	}

	/**
	 * Returns which methods of a mock were called, whoever did: some call each other in
	 * any number. Threads of a pool do whenever they get to it, and Spring stops a pool
	 * unless its threads are gone by then.
	 */
	static List<String> invocations(Object mock) {
		TreeSet<String> names = new TreeSet<>();
		Mockito.mockingDetails(mock).getInvocations().forEach((call) -> names.add(call.getMethod().getName()));
		names.removeAll(CALLED_AT_ANY_TIME);
		return List.copyOf(names);
	}

}
