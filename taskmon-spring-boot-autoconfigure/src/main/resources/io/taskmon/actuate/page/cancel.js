// Cancelling, which asks first and names the task.

import * as api from './api.js';
import { h, setText } from './dom.js';

export function cancelDialog(app) {
  const title = h('h2', { id: 'cancel-title' });
  const effect = h('p');
  const keep = h('button', { type: 'button', onclick: () => dialog.close() }, 'Keep it');
  const go = h('button', { type: 'button', class: 'danger', onclick: cancel }, 'Cancel the task');
  const dialog = h('dialog', { class: 'cancel', 'aria-labelledby': 'cancel-title' }, title, effect, h('div', { class: 'buttons' }, keep, go));
  let asked;
  document.body.append(dialog);

  async function cancel() {
    go.disabled = true;
    try {
      const result = await api.cancel(asked.id, app.isThisRun);
      app.announce(`${result.message}.`);
    } catch (error) {
      if (error.status === 403 || error.status === 405) {
        app.cancelRefused = true;
        app.announce(`You may not cancel tasks: ${error.message}.`);
      } else {
        app.announce(`Task ${asked.id} was not cancelled: ${error.message}.`);
      }
    } finally {
      go.disabled = false;
      dialog.close();
      app.refresh();
    }
  }

  return {
    close: () => dialog.close(),

    ask(task) {
      asked = task;
      title.replaceChildren('Cancel ', h('bdi', {}, task.name), `, task ${task.id}?`);
      setText(effect, task.state === 'RUNNING'
        ? `It runs on ${task.executor ?? 'an unknown executor'}. Its future is cancelled and its thread interrupted; code that does not listen runs on.`
        : `It waits for ${task.executor ?? 'an unknown executor'} and will not run.`);
      dialog.showModal();
      keep.focus();
    },
  };
}
