// Live tasks by who created them. Ended creators are shown where live tasks descend from them.

import * as api from './api.js';
import { h, setText, setAttribute, elapsed, number, plural, empty } from './dom.js';
import { table, pillCell, selectRow, searchField, choice } from './table.js';

const NODES = 500;
const DEPTH = 20;

export function treeView(app) {
  const search = searchField(app, 'Filter by name');
  const executor = choice(app, 'executor', 'Executor', [['', 'All executors']]);
  const folded = new Set();
  const text = h('span', { class: 'range' });
  const nothing = h('div');
  let roots = [];

  const nodes = table(app, {
    caption: 'Live tasks by who created them',
    keyOf: (node) => `${node.id}-${node.size > 1}`,
    onRow: (node) => app.open(node.id),
    rowUpdate(row, node) {
      selectRow(app)(row, node);
      setAttribute(row, 'class', node.state ? null : 'gone');
    },
    columns: [
      { title: 'Task', header: true, className: 'name', render: nameCell },
      { title: 'State', render: pillCell((node) => node.state ?? 'ended', (node) => node.state ?? 'ended') },
      { title: 'Age', className: 'number', text: (node) => node.createdAt ? elapsed(app.now() - Date.parse(node.createdAt)) : '' },
      { title: 'Queued', className: 'number queued', text: (node) => node.queued ? number(node.queued) : '' },
      { title: 'Running', className: 'number running', text: (node) => node.running ? number(node.running) : '' },
      { title: 'Executor', className: 'executor', text: (node) => node.executor },
    ],
  });

  function nameCell(cell, node) {
    if (!cell.firstElementChild) {
      const toggle = h('button', { type: 'button', class: 'toggle', onclick: () => flip(cell.node) });
      cell.append(h('span', { class: 'branch' }), h('span'), toggle, h('a', { class: 'task' }), h('span', { class: 'id' }), h('span', { class: 'times' }));
    }
    cell.node = node;
    const [branch, level, toggle, link, id, times] = cell.children;
    branch.style.setProperty('--depth', node.level - 1);
    // Deeper levels are not set in further, but say what they are
    setText(level, `level ${node.level} `);
    setAttribute(level, 'class', node.level > DEPTH ? 'level' : 'unseen');
    setAttribute(toggle, 'class', node.children.length ? 'toggle' : 'toggle leaf');
    setText(toggle, node.children.length ? (folded.has(node.id) ? '▸' : '▾') : '·');
    setAttribute(toggle, 'aria-label', node.children.length ? `What ${node.name} ${node.id} created` : 'created nothing that is live');
    setAttribute(toggle, 'aria-expanded', node.children.length ? String(!folded.has(node.id)) : null);
    toggle.disabled = node.children.length === 0;
    setText(link, node.name);
    setAttribute(link, 'href', node.size > 1 ? app.href('live', { filter: node.name, parent: node.parent, task: app.parameters.task }) : app.taskHref(node.id));
    setText(id, node.size > 1 ? '' : ` #${node.id}`);
    setText(times, node.size > 1 ? ` × ${number(node.size)}` : '');
  }

  function flip(node) {
    if (!folded.delete(node.id)) {
      folded.add(node.id);
    }
    show();
  }

  function flat(branches, level, parent) {
    return branches.flatMap((branch) => [
      { ...branch, level, parent },
      ...(folded.has(branch.id) ? [] : flat(branch.children, level + 1, branch.id)),
    ]);
  }

  function show() {
    nodes.show(flat(roots, 1));
  }

  api.get('/executors').then(({ executors }) => executors.forEach(({ name }) => executor.add([name, name])), () => {});

  return {
    element: h('section', { class: 'view tree', 'aria-label': 'Live tasks by who created them' },
      h('div', { class: 'tools' }, search.element, executor.element, h('div', { class: 'pager' }, text)), nodes.element, nothing),

    follow(parameters) {
      search.follow(parameters.filter);
      executor.follow(parameters.executor);
    },

    async refresh(parameters) {
      const { filter, executor: executorName } = parameters;
      const answer = await api.get('/tree', { filter, executor: executorName, limit: NODES });
      if (parameters !== app.parameters) {
        return answer;
      }
      roots = answer.roots;
      nodes.element.hidden = roots.length === 0;
      show();
      setText(text, plural(answer.matched, 'live task') + (answer.omitted ? `; ${plural(answer.omitted, 'branch', 'branches')} left out` : ''));
      setAttribute(text, 'title', answer.omitted ? 'Too many or too deep: filter by name, or open a task to see what it created' : null);
      nothing.replaceChildren(...(roots.length ? [] : [empty(filter || executorName ? 'No live task matches.' : 'Nothing is going on.')]));
      return answer;
    },
  };
}
