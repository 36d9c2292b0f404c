// The termination log.

import * as api from './api.js';
import { h, setText, setAttribute, elapsed, millisOf, number, shortSite, shortType, time, empty } from './dom.js';
import { table, pillCell, selectRow, pager, searchField, choice, chips } from './table.js';

const PAGE = 100;
const OUTCOMES = ['SUCCEEDED', 'FAILED', 'CANCELLED', 'REJECTED', 'DISCARDED', 'UNKNOWN'];

export function why(task) {
  if (task.exception) {
    return shortType(task.exception.type) + (task.exception.message ? `: ${task.exception.message}` : '');
  }
  if (task.cancelledBy) {
    return `by ${task.cancelledBy.origin ? `${task.cancelledBy.principal ?? "somebody"}, ${task.cancelledBy.origin}` : task.cancelledBy.name ? `${task.cancelledBy.name} #${task.cancelledBy.taskId}` : `thread ${task.cancelledBy.thread}`}`;
  }
  return task.reason ?? '';
}

export function endedView(app) {
  const search = searchField(app, 'Filter by name');
  const executor = choice(app, 'executor', 'Executor', [['', 'All executors']]);
  const outcome = choice(app, 'outcome', 'Outcome', [['', 'All outcomes'], ...OUTCOMES.map((each) => [each, each[0] + each.substring(1).toLowerCase()])]);
  const preserved = h('input', { type: 'checkbox', onchange: () => app.set({ preserved: preserved.checked ? 'true' : undefined, offset: undefined }) });
  const narrowed = chips(app, { site: (site) => `from ${shortSite(site)}`, parent: (id) => `created by #${id}` });
  const pages = pager(app, PAGE);
  const kept = h('span', { class: 'muted kept' });
  const nothing = h('div');

  function nameCell(cell, task) {
    if (!cell.firstElementChild) {
      cell.append(h('a', { class: 'task' }), h('span', { class: 'preserved', title: 'preserved in the termination log' }, ' ★'));
    }
    const [link, star] = cell.children;
    setText(link, task.name);
    setAttribute(link, 'href', app.taskHref(task.id));
    star.hidden = !task.preserved;
  }

  const tasks = table(app, {
    caption: 'Ended tasks',
    keyOf: (task) => task.id,
    onRow: (task) => app.open(task.id),
    rowUpdate: selectRow(app),
    columns: [
      { title: 'ID', sort: 'id', className: 'number id', text: (task) => String(task.id) },
      { title: 'Outcome', sort: 'state', render: pillCell((task) => task.outcome, (task) => task.bodyStillRunning ? `${task.outcome}, runs on` : task.outcome) },
      { title: 'Name', sort: 'name', header: true, className: 'name', render: nameCell, hint: (task) => task.name },
      { title: 'Ended', sort: 'ended', descendingFirst: true, className: 'number when', text: (task) => time(task.terminatedAt), hint: (task) => task.terminatedAt },
      { title: 'Queued', sort: 'queued', descendingFirst: true, className: 'number queued', text: (task) => elapsed(millisOf(task.queuedFor)) },
      { title: 'Ran', sort: 'running', descendingFirst: true, className: 'number ran', text: (task) => elapsed(millisOf(task.ranFor)) },
      { title: 'Why', className: 'why', text: why, hint: why },
      { title: 'Executor', sort: 'executor', className: 'executor', text: (task) => task.executor, hint: (task) => task.executor },
      { title: 'Created from', sort: 'site', className: 'site', text: (task) => (task.stackExact ? '' : '~ ') + shortSite(task.createdFrom), hint: (task) => task.createdFrom },
    ],
  });

  api.get('/executors').then(({ executors }) => executors.forEach(({ name }) => executor.add([name, name])), () => {});

  return {
    element: h('section', { class: 'view ended', 'aria-label': 'Ended tasks' },
      h('div', { class: 'tools' }, search.element, outcome.element, executor.element,
        h('label', { class: 'check' }, preserved, ' Preserved only'), narrowed.element, pages.element, kept),
      tasks.element, nothing),

    follow(parameters) {
      search.follow(parameters.filter);
      executor.follow(parameters.executor);
      outcome.follow(parameters.outcome?.toUpperCase());
      preserved.checked = parameters.preserved === 'true';
      narrowed.follow(parameters);
    },

    async refresh(parameters) {
      const { filter, executor: executorName, outcome: outcomeName, preserved: only, site, parent, sort, offset } = parameters;
      const answer = await api.get('/terminated', { filter, executor: executorName, outcome: outcomeName, preserved: only, site, parent, sort, offset, limit: PAGE });
      if (parameters !== app.parameters) {
        return answer;
      }
      if (pages.turnBack(answer.tasks.length, answer.matched)) {
        return answer;
      }
      const any = answer.tasks.length > 0;
      const narrow = filter || executorName || outcomeName || only || site || parent;
      tasks.element.hidden = !any;
      tasks.show(answer.tasks);
      nothing.replaceChildren(...(any ? [] : [narrow
        ? empty('No ended task matches.', 'The log keeps the last ended tasks; older ones have left it, but for the preserved.')
        : empty('No task has ended yet.')]));
      setText(kept, answer.kept < answer.counts.terminated || answer.matched < answer.kept
        ? `${number(answer.kept)} kept, ${number(answer.counts.terminated)} ended ever` : '');
      pages.show(answer.tasks.length, answer.matched, answer.matched === 1 ? 'task in the log' : 'tasks in the log');
      return answer;
    },
  };
}
