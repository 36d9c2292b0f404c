// Keys: what each does, and the dialog that tells of them.

import { h } from './dom.js';

export function keysDialog(views) {
  return h('dialog', { class: 'keys', 'aria-label': 'Keys' },
    h('h2', {}, 'Keys'),
    h('dl', {}, [
      [`1 … ${views.length}`, 'the views'], ['/', 'filter'], ['j k', 'next and previous row or link'], ['Enter', 'open the task'],
      ['Esc', 'close the task'], ['← →', 'tasks of a timeline'], ['← ↑ ↓ →', 'creation sites'], ['p', 'pause and go on'], ['?', 'these keys'],
    ].map(([key, does]) => [h('dt', {}, key), h('dd', {}, does)])),
    h('form', { method: 'dialog' }, h('button', {}, 'Close')));
}

/** Does what a key asks for. */
export function keyListener(app, views, { main, keys }) {
  function move(step) {
    const links = [...main.querySelectorAll('tbody a.task, .finding a.task')];
    const at = links.findIndex((link) => link === document.activeElement);
    const selected = links.findIndex((link) => link.closest('[aria-current]'));
    const next = links[Math.min(links.length - 1, Math.max(0, (at >= 0 ? at : selected) + step))];
    next?.focus();
  }

  return (event) => {
    const target = event.target;
    if (event.ctrlKey || event.metaKey || event.altKey || document.querySelector('dialog[open]')) {
      return;
    }
    if (event.key === 'Escape') {
      if (target.matches('input, select')) {
        target.blur();
      } else if (app.parameters.task) {
        app.close();
      }
      return;
    }
    if (target.matches('input, select, textarea')) {
      return;
    }
    if (event.key >= '1' && event.key <= String(views.length)) {
      location.hash = app.href(views[event.key - 1][0], { task: app.parameters.task });
    } else if (event.key === '/') {
      event.preventDefault();
      main.querySelector('input[type=search]')?.focus();
    } else if (event.key === 'p') {
      app.pause(!app.paused);
    } else if (event.key === '?') {
      keys.showModal();
    } else if (event.key === 'j' || event.key === 'k') {
      move(event.key === 'j' ? 1 : -1);
    }
  };
}
