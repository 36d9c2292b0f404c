// The executor beans: what they do, and how much of it can be seen.

import * as api from './api.js';
import { h, setText, setAttribute, elapsed, number, shortType, empty } from './dom.js';
import { table, pillCell } from './table.js';

const COVERAGE = { FULL: 'full', PARTIAL: 'partial', NONE: 'none' };

export function executorsView(app) {
  const nothing = h('div');
  const executors = table(app, {
    caption: 'Executors',
    keyOf: (each) => each.name,
    columns: [
      { title: 'Executor', header: true, className: 'name', render: nameCell, hint: (each) => each.type },
      { title: 'Threads', className: 'meter', render: meter((each) => each.pool && [each.pool.active, each.pool.max ?? each.pool.size, `${each.pool.active} of ${each.pool.max ?? each.pool.size} active, ${each.pool.size} there`, 'running']) },
      { title: 'Queue', className: 'meter', render: meter((each) => each.pool && [each.pool.queue, each.pool.queueCapacity ?? 0, each.pool.queueCapacity ? `${number(each.pool.queue)} of ${number(each.pool.queueCapacity)}` : `${number(each.pool.queue)}, unbounded`, 'queued']) },
      { title: 'Tasks running', className: 'number running', text: (each) => number(each.running) },
      { title: 'Tasks queued', className: 'number queued', text: (each) => number(each.queued) },
      { title: 'Oldest wait', className: 'number', text: (each) => each.oldestQueuedAt ? elapsed(app.now() - Date.parse(each.oldestQueuedAt)) : '' },
      { title: 'Coverage', render: pillCell((each) => `coverage ${COVERAGE[each.coverage]}`, (each) => each.coverage), hint: (each) => each.reason },
      { title: 'Not seen', className: 'why', text: (each) => [each.missing.join(', '), each.reason].filter(Boolean).join(': '), hint: (each) => each.reason },
    ],
  });

  function nameCell(cell, each) {
    if (!cell.firstElementChild) {
      cell.append(h('a', { class: 'task' }), h('span', { class: 'type' }));
    }
    const [link, type] = cell.children;
    setText(link, each.name);
    setAttribute(link, 'href', app.href('live', { executor: each.name }));
    setText(type, ` ${shortType(each.type)}`);
  }

  function meter(describe) {
    return (cell, each) => {
      const described = describe(each);
      if (!described) {
        setText(cell, '');
        return;
      }
      if (!cell.firstElementChild) {
        cell.append(h('span', { class: 'bar' }, h('i')), h('span', { class: 'meter-text' }));
      }
      const [value, most, text, kind] = described;
      const fill = cell.firstElementChild.firstElementChild;
      setAttribute(fill, 'class', kind);
      setAttribute(cell, 'data-full', most > 0 && value >= most ? '' : null);
      fill.style.width = `${most > 0 ? Math.min(100, (100 * value) / most) : 0}%`;
      setText(cell.lastElementChild, text);
    };
  }

  return {
    element: h('section', { class: 'view executors', 'aria-label': 'Executors' },
      h('div', { class: 'tools' }, h('p', { class: 'muted' }, 'Threads and queues count everything that the pools hold; tasks are what taskmon can see.')),
      executors.element, nothing),

    async refresh(parameters) {
      const answer = await api.get('/executors');
      if (parameters === app.parameters) {
        executors.element.hidden = answer.executors.length === 0;
        executors.show(answer.executors);
        nothing.replaceChildren(...(answer.executors.length === 0 ? [empty('The application has no executor beans.')] : []));
      }
      return answer;
    },
  };
}
