// Tables that change in place: rows keep their elements, and with them selection, focus and scroll.

import { h, setText, setAttribute, reconcile } from './dom.js';

/**
 * columns: { title, unseen, sort, descendingFirst, className, text(item), title(item), render(cell, item) }
 */
export function table(app, { caption, columns, keyOf, onRow, rowUpdate }) {
  const headers = columns.map((column) => h('th', { scope: 'col', class: column.className },
    column.sort ? h('button', { type: 'button', onclick: () => sortBy(column) }, column.title)
      : column.unseen ? h('span', { class: 'unseen' }, column.title) : column.title));
  const body = h('tbody');
  const element = h('div', { class: 'table' },
    h('table', {}, h('caption', { class: 'unseen' }, caption), h('thead', {}, h('tr', {}, headers)), body));

  function sortBy(column) {
    const now = app.parameters.sort;
    const first = column.descendingFirst ? `-${column.sort}` : column.sort;
    const second = column.descendingFirst ? column.sort : `-${column.sort}`;
    app.set({ sort: now === first ? second : now === second ? undefined : first, offset: undefined });
  }

  function create(item) {
    const cells = columns.map((column) => h(column.header ? 'th' : 'td', { class: column.className, scope: column.header ? 'row' : null }));
    const row = h('tr', {}, cells);
    row.cellsOf = cells;
    row.addEventListener('click', (event) => {
      if (!event.target.closest('a, button') && !getSelection()?.toString()) {
        onRow?.(row.item);
      }
    });
    return row;
  }

  function update(row, item) {
    row.item = item;
    columns.forEach((column, i) => {
      const cell = row.cellsOf[i];
      if (column.render) {
        column.render(cell, item);
      } else {
        setText(cell, column.text(item) ?? '');
      }
      if (column.hint) {
        setAttribute(cell, 'title', column.hint(item) || null);
      }
    });
    rowUpdate?.(row, item);
  }

  return {
    element,
    show(items) {
      columns.forEach((column, i) => {
        const sorted = column.sort && app.parameters.sort?.replace('-', '') === column.sort;
        setAttribute(headers[i], 'aria-sort', sorted ? (app.parameters.sort.startsWith('-') ? 'descending' : 'ascending') : null);
      });
      reconcile(body, items, keyOf, create, update);
    },
  };
}

/** A cell with the link that opens the task. */
export function taskLink(app, className = '') {
  return (cell, task) => {
    const link = cell.firstElementChild ?? cell.appendChild(h('a', { class: `task ${className}` }));
    setText(link, task.name);
    setAttribute(link, 'href', app.taskHref(task.id));
  };
}

export function pillCell(kindOf, textOf = kindOf) {
  return (cell, item) => {
    const mark = cell.firstElementChild ?? cell.appendChild(h('span'));
    setAttribute(mark, 'class', `pill ${kindOf(item).toLowerCase()}`);
    setText(mark, textOf(item).toLowerCase());
  };
}

export function selectRow(app) {
  return (row, item) => {
    setAttribute(row, 'aria-current', String(item.id) === app.parameters.task ? 'true' : null);
  };
}

export function pager(app, size) {
  const text = h('span', { class: 'range' });
  const earlier = h('button', { type: 'button', class: 'quiet', onclick: () => turn(-size) }, '‹ Previous');
  const later = h('button', { type: 'button', class: 'quiet', onclick: () => turn(size) }, 'Next ›');
  const element = h('div', { class: 'pager' }, text, earlier, later);

  function turn(by) {
    app.set({ offset: Math.max(0, Number(app.parameters.offset ?? 0) + by) || undefined });
  }

  return {
    element,

    /** Turns back to the last page, where tasks that ended have left nothing on this one; returns whether it did. */
    turnBack(count, matched) {
      const beyond = count === 0 && Number(app.parameters.offset ?? 0) > 0;
      if (beyond) {
        app.set({ offset: Math.floor(Math.max(0, matched - 1) / size) * size || undefined }, true);
      }
      return beyond;
    },

    show(count, matched, noun) {
      const offset = Number(app.parameters.offset ?? 0);
      const many = matched.toLocaleString('en');
      setText(text, count === matched ? `${many} ${noun}` : `${(offset + 1).toLocaleString('en')}–${(offset + count).toLocaleString('en')} of ${many} ${noun}`);
      earlier.hidden = later.hidden = count === matched && offset === 0;
      earlier.disabled = offset === 0;
      later.disabled = offset + count >= matched;
    },
  };
}

export function searchField(app, label) {
  let wait = null;
  const input = h('input', {
    type: 'search', placeholder: `${label}  /`, 'aria-label': label, autocomplete: 'off', spellcheck: 'false',
    oninput: () => {
      clearTimeout(wait);
      wait = setTimeout(() => {
        wait = null;
        app.set({ filter: input.value, offset: undefined }, true);
      }, 250);
    },
  });
  return { element: input, follow: (value = '') => wait === null && (input.value = value) };
}

export function choice(app, name, label, options) {
  const select = h('select', { 'aria-label': label, onchange: () => app.set({ [name]: select.value, offset: undefined }) });
  const known = new Set();
  const add = ([value, text]) => {
    if (!known.has(value)) {
      known.add(value);
      select.append(h('option', { value }, text));
    }
  };
  options.forEach(add);
  return {
    element: select,
    add,
    follow(value = '') {
      add([value, value]);
      select.value = value;
    },
  };
}

/** What narrows a list and came by a link, each with a way back. */
export function chips(app, described) {
  const element = h('div', { class: 'chips' });
  return {
    element,
    follow(parameters) {
      element.replaceChildren(...Object.entries(described)
        .filter(([name]) => parameters[name])
        .map(([name, describe]) => h('span', { class: 'chip' }, describe(parameters[name]),
          h('button', { type: 'button', 'aria-label': `No longer only ${describe(parameters[name])}`, onclick: () => app.set({ [name]: undefined, offset: undefined }) }, '×'))));
    },
  };
}
