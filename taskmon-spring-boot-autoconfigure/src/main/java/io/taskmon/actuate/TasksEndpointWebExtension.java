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

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;

import io.taskmon.actuate.page.HostApplication;
import io.taskmon.actuate.page.TasksMediaType;
import io.taskmon.actuate.page.TasksPage;
import io.taskmon.diagnosis.Diagnosis;
import io.taskmon.diagnosis.Finding;
import io.taskmon.observe.TaskExecutorInfo;
import io.taskmon.read.SiteProfile;
import io.taskmon.read.TaskGrouping;
import io.taskmon.read.TaskGroups;
import io.taskmon.read.TaskList;
import io.taskmon.read.TaskReader;
import io.taskmon.read.TaskWeight;
import io.taskmon.task.CancelRequest;
import io.taskmon.task.EndedTask;
import io.taskmon.task.LiveTask;
import io.taskmon.task.TaskCanceller;
import io.taskmon.task.TaskDetails;
import io.taskmon.text.Digits;
import io.taskmon.text.TaskText;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.endpoint.SecurityContext;
import org.springframework.boot.actuate.endpoint.annotation.DeleteOperation;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;
import org.springframework.boot.actuate.endpoint.web.annotation.EndpointWebExtension;

/**
 * {@link EndpointWebExtension @EndpointWebExtension} for the {@link TasksEndpoint}:
 * paths, media types and statuses. A parameter that is not what it may be is answered
 * with 400 and a body that names it, an unknown task with 404. Thread-safe.
 */
@EndpointWebExtension(endpoint = TasksEndpoint.class)
public class TasksEndpointWebExtension {

	private static final String TERMINATED = "terminated";

	private static final List<String> VIEWS = List.of(TERMINATED, "executors", "diagnosis", "groups", "tree", "sites",
			"timeline", "application");

	private static final int DEFAULT_SECONDS = 60;

	private static final int MAX_SECONDS = 86_400;

	private static final Pattern NUMBER = Pattern.compile("[0-9]+");

	private static final long BEYOND_ALL_IDS = Long.MAX_VALUE;

	private final TaskText text = new TaskText();

	private final TasksPage page = new TasksPage();

	private final TaskReader reader;

	private final TaskCanceller canceller;

	private final Diagnosis diagnosis;

	private final HostApplication application;

	/**
	 * Creates the extension.
	 * @param reader what it shows
	 * @param canceller what it cancels with
	 * @param diagnosis tells what is wrong
	 * @param application the application in which it is
	 */
	public TasksEndpointWebExtension(TaskReader reader, TaskCanceller canceller, Diagnosis diagnosis,
			HostApplication application) {
		this.reader = reader;
		this.canceller = canceller;
		this.diagnosis = diagnosis;
		this.application = application;
	}

	/**
	 * Answers with live tasks, oldest first unless ordered otherwise.
	 * @param filter part of the name, in upper or lower case
	 * @param executor bean name of the executor
	 * @param state name of the state
	 * @param outcome not to be given: live tasks have none
	 * @param preserved {@code true} or {@code false}
	 * @param trace id of the trace in which the task was created
	 * @param site creation site
	 * @param parent id of the task that created them
	 * @param sort what they are ordered by, with {@code -} before it the other way round
	 * @param offset how many tasks to leave out before the first
	 * @param limit how many tasks at the most, from 0 to 10,000, 100 unless given
	 * @param mediaType what to answer with
	 * @return the tasks, and the counts of all
	 */
	@ReadOperation(producesFrom = TasksMediaType.class)
	public WebEndpointResponse<Object> tasks(@Nullable String filter, @Nullable String executor, @Nullable String state,
			@Nullable String outcome, @Nullable String preserved, @Nullable String trace, @Nullable String site,
			@Nullable String parent, @Nullable String sort, @Nullable String offset, @Nullable String limit,
			TasksMediaType mediaType) {
		return respond(
				Answer.of(() -> live(QueryParameters.of(filter, executor, state, outcome, preserved, trace, site,
						parent, sort, offset, limit))),
				mediaType, this.application.pathSegment() + "/" + TasksPage.PATH + "/");
	}

	/**
	 * Answers with the termination log, newest first unless ordered otherwise, with the
	 * executors, with what is wrong, with another view of many tasks, or with everything
	 * known of a task.
	 * @param section name of a view, or the id of a task
	 * @param filter part of the name, in upper or lower case
	 * @param executor bean name of the executor
	 * @param state not to be given for ended tasks: they have none
	 * @param outcome name of the outcome
	 * @param preserved {@code true} or {@code false}
	 * @param trace id of the trace in which the task was created
	 * @param site creation site
	 * @param parent id of the task that created them
	 * @param sort what they are ordered by, with {@code -} before it the other way round
	 * @param offset how many tasks to leave out before the first
	 * @param limit how many tasks at the most, from 0 to 10,000, 100 unless given
	 * @param by what tasks are grouped by, or weighed by
	 * @param seconds how far to look back
	 * @param mediaType what to answer with
	 * @return what was asked for
	 */
	@ReadOperation(producesFrom = TasksMediaType.class)
	public WebEndpointResponse<Object> section(@Selector String section, @Nullable String filter,
			@Nullable String executor, @Nullable String state, @Nullable String outcome, @Nullable String preserved,
			@Nullable String trace, @Nullable String site, @Nullable String parent, @Nullable String sort,
			@Nullable String offset, @Nullable String limit, @Nullable String by, @Nullable String seconds,
			TasksMediaType mediaType) {
		Supplier<QueryParameters> parameters = () -> QueryParameters.of(filter, executor, state, outcome, preserved,
				trace, site, parent, sort, offset, limit);
		return respond(Answer.of(() -> switch (section) {
			case TERMINATED -> ended(parameters.get());
			case "executors" -> executors();
			case "diagnosis" -> diagnosis();
			case "groups" -> groups(parameters.get(), by);
			case "tree" -> Answer.json(TaskTreeDescriptor.of(this.reader.tree(parameters.get().live())));
			case "sites" -> sites(parameters.get(), by);
			case "timeline" ->
				Answer.json(TimelineDescriptor.of(this.reader.recent(parameters.get().live(), range(seconds))));
			case "application" ->
				Answer.json(ApplicationDescriptor.of(this.application, this.reader.application(), VIEWS));
			default -> task(section);
		}), mediaType, TasksPage.PATH + "/");
	}

	/**
	 * Answers with everything known of an ended task, or with a file of the page.
	 * @param section {@code terminated} or {@code page}
	 * @param id id of the task, or name of the file
	 * @param mediaType what to answer with
	 * @return what was asked for
	 */
	@ReadOperation(producesFrom = TasksMediaType.class)
	public WebEndpointResponse<Object> sectionItem(@Selector String section, @Selector String id,
			TasksMediaType mediaType) {
		if (TasksPage.PATH.equals(section) && this.page.has(id)) {
			return this.page.answer(id);
		}
		return respond(
				Answer.of(() -> TERMINATED.equals(section) ? endedTask(id) : Answer.notFound("There is nothing here")),
				mediaType, "../" + TasksPage.PATH + "/");
	}

	/**
	 * Cancels a live task.
	 * @param id id of the task
	 * @param caller who asks
	 * @param mediaType what to answer with
	 * @return what came of it
	 */
	@DeleteOperation(producesFrom = TasksMediaType.class)
	public WebEndpointResponse<Object> cancel(@Selector String id, SecurityContext caller, TasksMediaType mediaType) {
		return Answer.of(() -> cancel(id, HttpCaller.request(caller.getPrincipal()))).in(mediaType);
	}

	private WebEndpointResponse<Object> respond(Answer answer, @Nullable TasksMediaType mediaType, String pagePath) {
		return (mediaType == TasksMediaType.HTML) ? this.page.document(answer.status(), pagePath)
				: answer.in(mediaType);
	}

	private Answer live(QueryParameters parameters) {
		TaskList<LiveTask> tasks = this.reader.live(parameters.live());
		return Answer.ok(() -> TaskListDescriptor.live(tasks), () -> this.text.live(tasks));
	}

	private Answer ended(QueryParameters parameters) {
		TaskList<EndedTask> tasks = this.reader.ended(parameters.ended());
		return Answer.ok(() -> TaskListDescriptor.ended(tasks), () -> this.text.ended(tasks));
	}

	private Answer groups(QueryParameters parameters, @Nullable String by) {
		TaskGrouping grouping = Parameters.oneOf("by", by, TaskGrouping.values(), TaskGrouping.NAME);
		TaskGroups groups = this.reader.groups(parameters.live(), grouping);
		return Answer.ok(() -> TaskGroupsDescriptor.of(groups), () -> this.text.groups(groups, grouping));
	}

	private Answer sites(QueryParameters parameters, @Nullable String by) {
		TaskWeight weight = Parameters.oneOf("by", by, TaskWeight.values(), TaskWeight.LIVE);
		SiteProfile profile = this.reader.profile(parameters.live(), weight);
		return Answer.ok(() -> SiteProfileDescriptor.of(profile), () -> this.text.sites(profile));
	}

	private static Duration range(@Nullable String seconds) {
		return Duration.ofSeconds(Parameters.number("seconds", seconds, 1, MAX_SECONDS, DEFAULT_SECONDS));
	}

	private Answer executors() {
		List<TaskExecutorInfo> executors = this.reader.executors();
		return Answer.ok(() -> ExecutorsDescriptor.of(executors), () -> this.text.executors(executors));
	}

	private Answer diagnosis() {
		List<Finding> findings = this.diagnosis.findings();
		return Answer.ok(() -> DiagnosisDescriptor.of(findings), () -> this.text.findings(findings));
	}

	private Answer task(String text) {
		long id = parseId(text, "the id of a task, " + String.join(", ", VIEWS));
		return details(this.reader.find(id), "Task " + text + " is neither live nor in the termination log");
	}

	private Answer endedTask(String text) {
		long id = parseId(text, "the id of an ended task");
		return details(this.reader.findEnded(id), "Task " + text + " is not in the termination log");
	}

	private Answer details(Optional<TaskDetails> found, String otherwise) {
		return found
			.map((details) -> Answer.ok(() -> TaskDetailsDescriptor.of(details), () -> this.text.details(details)))
			.orElseGet(() -> Answer.notFound(otherwise));
	}

	private Answer cancel(String text, CancelRequest request) {
		long id = parseId(text, "the id of a task");
		CancellationDescriptor cancellation = CancellationDescriptor.of(id, this.canceller.cancel(id, request));
		return switch (cancellation.result()) {
			case CANCELLED, INTERRUPTED -> Answer.ok(() -> cancellation, () -> cancellation.message() + "\n");
			case ALREADY_ENDED, NOT_CANCELLABLE -> Answer.conflict(cancellation);
			case NOT_FOUND -> Answer.notFound(cancellation.message());
		};
	}

	private static long parseId(String text, String allowed) {
		try {
			return Digits.parseLong(text);
		}
		catch (NumberFormatException ex) {
			if (NUMBER.matcher(text).matches()) {
				return BEYOND_ALL_IDS;
			}
			throw InvalidParameterException.id(text, allowed);
		}
	}

}
