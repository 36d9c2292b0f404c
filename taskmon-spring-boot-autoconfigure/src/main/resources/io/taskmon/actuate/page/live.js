// Live tasks: one by one, or in groups.

import * as api from './api.js';
import { h, setText, setAttribute, elapsed, millisOf, number, plural, shortSite, empty } from './dom.js';
import { table, taskLink, pillCell, selectRow, pager, searchField, choice, chips } from './table.js';

const PAGE = 100;
const GROUPS = { '': 'Each task', name: 'By name', site: 'By site', executor: 'By executor' };

export function liveView(app) {
  const search = searchField(app, 'Filter by name');
  const executor = choice(app, 'executor', 'Executor', [['', 'All executors']]);
  const state = choice(app, 'state', 'State', [['', 'Queued and running'], ['QUEUED', 'Queued'], ['RUNNING', 'Running']]);
  const group = choice(app, 'group', 'Grouping', Object.entries(GROUPS));
  const narrowed = chips(app, { site: (site) => `from ${shortSite(site)}`, parent: (id) => `created by #${id}` });
  const pages = pager(app, PAGE);
  const nothing = h('div');

  const tasks = table(app, {
    caption: 'Live tasks',
    keyOf: (task) => task.id,
    onRow: (task) => app.open(task.id),
    rowUpdate: selectRow(app),
    columns: [
      { title: 'ID', sort: 'id', className: 'number id', text: (task) => String(task.id) },
      { title: 'State', sort: 'state', render: pillCell((task) => task.cancelled ? 'cancelled' : task.state, (task) => task.cancelled ? 'cancelled, runs on' : task.state) },
      { title: 'Name', sort: 'name', header: true, className: 'name', render: taskLink(app), hint: (task) => task.name },
      { title: 'Age', sort: 'age', descendingFirst: true, className: 'number', text: (task) => elapsed((millisOf(task.queuedFor) ?? 0) + (millisOf(task.runningFor) ?? 0)), hint: (task) => task.createdAt },
      { title: 'Queued', sort: 'queued', descendingFirst: true, className: 'number queued', text: (task) => elapsed(millisOf(task.queuedFor)) },
      { title: 'Running', sort: 'running', descendingFirst: true, className: 'number running', text: (task) => elapsed(millisOf(task.runningFor)) },
      { title: 'Executor', sort: 'executor', className: 'executor', text: (task) => task.executor, hint: (task) => task.executor },
      { title: 'Thread', sort: 'thread', className: 'thread', render: threadCell },
      { title: 'Created from', sort: 'site', className: 'site', text: (task) => (task.stackExact ? '' : '~ ') + shortSite(task.createdFrom), hint: (task) => (task.stackExact ? '' : "the site's latest stack, not this task's own\n") + (task.createdFrom ?? '') },
    ],
  });

  const groups = table(app, {
    caption: 'Live tasks in groups',
    keyOf: (each) => each.key,
    columns: [
      { title: 'Tasks', className: 'number', text: (each) => number(each.queued + each.running) },
      { title: 'Share', unseen: true, className: 'share', render: shareCell },
      { title: 'Group', header: true, className: 'name', render: groupLink, hint: (each) => each.key },
      { title: 'Queued', className: 'number queued', text: (each) => number(each.queued) },
      { title: 'Running', className: 'number running', text: (each) => number(each.running) },
      { title: 'Oldest', className: 'number', text: (each) => elapsed(app.now() - Date.parse(each.oldestAt)) },
      { title: 'The oldest', unseen: true, className: 'id', render: oldestLink },
    ],
  });

  let largest = 1;

  function shareCell(cell, each) {
    if (!cell.firstElementChild) {
      cell.append(h('span', { class: 'bar' }, h('i', { class: 'running' }), h('i', { class: 'queued' })));
    }
    const [running, queued] = cell.firstElementChild.children;
    running.style.width = `${(100 * each.running) / largest}%`;
    queued.style.width = `${(100 * each.queued) / largest}%`;
  }

  function groupLink(cell, each) {
    const link = cell.firstElementChild ?? cell.appendChild(h('a', { class: 'task' }));
    const by = app.parameters.group;
    setText(link, (by === 'site' ? shortSite(each.key) : each.key) || '(unknown)');
    setAttribute(link, 'href', each.key ? app.href('live', { ...app.parameters, group: undefined, [by === 'name' ? 'filter' : by]: each.key }) : null);
  }

  function oldestLink(cell, each) {
    const link = cell.firstElementChild ?? cell.appendChild(h('a', {}));
    setText(link, `#${each.oldestId}`);
    setAttribute(link, 'title', 'the oldest of them');
    setAttribute(link, 'href', app.taskHref(each.oldestId));
  }

  function threadCell(cell, task) {
    if (!task.thread) {
      cell.replaceChildren();
      return;
    }
    if (!cell.firstElementChild) {
      cell.append(h('bdi'), ' ', h('span', { class: 'thread-state' }));
    }
    setText(cell.firstElementChild, task.thread.name || `virtual ${task.thread.id}`);
    setText(cell.lastElementChild, task.thread.state.toLowerCase().replace('_', ' '));
    setAttribute(cell, 'title', `${task.thread.name}\n${task.thread.virtual ? 'virtual thread' : 'thread'} ${task.thread.id}, ${task.thread.state}`);
  }

  function nothingHere(parameters) {
    const narrow = ['filter', 'executor', 'state', 'site', 'parent'].some((name) => parameters[name]);
    return narrow
      ? empty('No live task matches.', 'It may have ended: look at the ended tasks, or take the filters away.')
      : empty('Nothing is going on.', 'No task waits or runs. Tasks appear here as soon as the application submits them.');
  }

  api.get('/executors').then(({ executors }) => executors.forEach(({ name }) => executor.add([name, name])), () => {});

  return {
    element: h('section', { class: 'view live', 'aria-label': 'Live tasks' },
      h('div', { class: 'tools' }, search.element, executor.element, state.element, group.element, narrowed.element, pages.element),
      tasks.element, groups.element, nothing),

    follow(parameters) {
      search.follow(parameters.filter);
      executor.follow(parameters.executor);
      state.follow(parameters.state);
      group.follow(parameters.group);
      narrowed.follow(parameters);
    },

    async refresh(parameters) {
      const { filter, executor: executorName, state: stateName, site, parent, sort, offset, group: by } = parameters;
      const query = { filter, executor: executorName, state: stateName, site, parent, offset, limit: PAGE };
      const answer = await api.get(by ? '/groups' : '', by ? { ...query, by } : { ...query, sort });
      if (parameters !== app.parameters) {
        return answer;
      }
      const items = answer.groups ?? answer.tasks;
      if (pages.turnBack(items.length, answer.matched)) {
        return answer;
      }
      tasks.element.hidden = Boolean(by) || items.length === 0;
      groups.element.hidden = !by || items.length === 0;
      nothing.replaceChildren(...(items.length === 0 ? [nothingHere(parameters)] : []));
      if (by) {
        largest = Math.max(1, ...items.map((each) => each.queued + each.running));
        groups.show(items);
      } else {
        tasks.show(items);
      }
      pages.show(items.length, answer.matched, by ? (answer.matched === 1 ? 'group' : 'groups') : (answer.matched === 1 ? 'task' : 'tasks'));
      return answer;
    },
  };
}
