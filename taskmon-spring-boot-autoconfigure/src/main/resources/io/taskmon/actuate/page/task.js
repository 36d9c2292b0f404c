// One task: what is known of it, beside the list.

import * as api from './api.js';
import { h, setText, elapsed, millisOf, frameParts, time, pill, empty, number, shortType } from './dom.js';

const CHILDREN = 12;

export function taskPanel(app, aside) {
  let shown;
  let latest;
  let drawn;

  function draw(details, children) {
    // A stack that somebody reads or marks is not taken away under their eyes
    const opened = new Set([...aside.querySelectorAll('details[open]')].map((each) => each.dataset.key));
    const scroll = aside.scrollTop;
    const focus = aside.contains(document.activeElement) ? document.activeElement.dataset.key : null;
    const content = contentOf(details, children);
    for (const each of content.querySelectorAll('details')) {
      each.open = opened.has(each.dataset.key);
    }
    aside.replaceChildren(content);
    aside.scrollTop = scroll;
    if (focus) {
      aside.querySelector(`[data-key="${CSS.escape(focus)}"]`)?.focus({ preventScroll: true });
    }
  }

  function contentOf({ task, creationChain, stack, waitsFor, exceptionStack, cancellationChain }, children) {
    const live = task.state !== undefined;
    return h('article', {},
      heading(task, live),
      facts(task, live),
      task.exception ? failure(task, exceptionStack ?? []) : null,
      cancellationChain.length ? cancellation(cancellationChain, task) : null,
      stack ? liveStack(task, stack, waitsFor) : null,
      creation(creationChain, task, live),
      descendants(children, task));
  }

  function heading(task, live) {
    const kind = live ? (task.cancelled ? 'CANCELLED' : task.state) : task.outcome;
    return h('div', { class: 'panel-head' },
      h('div', { class: 'panel-title' },
        h('h2', {}, task.name, ' ', h('span', { class: 'id' }, `#${task.id}`)),
        pill(kind, live && task.cancelled ? 'cancelled, runs on' : task.bodyStillRunning ? `${kind}, runs on` : kind)),
      h('div', { class: 'buttons' },
        live && !task.cancelled && app.cancellable
          ? h('button', { type: 'button', class: 'danger', 'data-key': 'cancel', onclick: () => app.cancelDialog.ask(task) }, 'Cancel…') : null,
        h('button', { type: 'button', 'data-key': 'copy', onclick: () => copy(task.id) }, 'Copy as text'),
        h('button', { type: 'button', class: 'quiet', 'data-key': 'close', title: 'Close (Esc)', 'aria-label': 'Close', onclick: () => app.close() }, '×')));
  }

  function facts(task, live) {
    const run = millisOf(live ? task.runningFor : task.ranFor);
    const wait = millisOf(task.queuedFor) ?? 0;
    const rows = [
      ['Executor', task.executor ? h('a', { href: app.href('live', { executor: task.executor, task: task.id }) }, task.executor) : 'unknown'],
      ['Created', `${time(task.createdAt)}, ${elapsed(app.now() - Date.parse(task.createdAt))} ago`],
      ['Queued', elapsed(wait)],
      [live ? 'Running' : 'Ran', run === null ? (live ? 'not yet' : 'never') : elapsed(run)],
      task.terminatedAt ? ['Ended', `${time(task.terminatedAt)}, ${elapsed(app.now() - Date.parse(task.terminatedAt))} ago`] : null,
      task.thread ? ['Thread', `${task.thread.name || `virtual ${task.thread.id}`} · ${task.thread.state.toLowerCase().replace('_', ' ')}`] : null,
      ['Kind', task.kind.toLowerCase() + (task.preserved ? ', preserved ★' : '')],
      ['Parent', task.parentId ? h('a', { href: app.taskHref(task.parentId) }, `#${task.parentId}`) : 'none, a root'],
      task.reason ? ['Reason', task.reason] : null,
    ].filter(Boolean);
    const total = wait + (run ?? 0);
    return [
      h('div', { class: 'lifeline', role: 'img', 'aria-label': `queued ${elapsed(wait)}, ran ${elapsed(run ?? 0)}` },
        part('queued', total ? wait / total : live ? 1 : 0), part(live ? 'running' : task.outcome.toLowerCase(), run === null ? (live ? 0 : 0.02) : total ? Math.max(run / total, 0.02) : 1)),
      h('dl', { class: 'facts' }, rows.map(([term, value]) => h('div', {}, h('dt', {}, term), h('dd', {}, value)))),
    ];
  }

  function part(kind, share) {
    const bar = h('i', { class: kind });
    bar.style.flexGrow = share;
    return bar;
  }

  function failure(task, lines) {
    return h('section', { class: 'failure' },
      h('h3', {}, 'Why it failed'),
      h('p', { class: 'exception' }, h('b', {}, task.exception.type), task.exception.message ? `: ${task.exception.message}` : ''),
      frames(lines, 'failure'));
  }

  function cancellation(chain, task) {
    return h('section', { class: 'cancellation' },
      h('h3', {}, 'Who cancelled it'),
      h('ol', { class: 'path' },
        chain.map((canceller, i) => h('li', {},
          h('p', { class: 'step' },
            canceller.id ? h('a', { href: app.taskHref(canceller.id) }, canceller.name, ' ', h('span', { class: 'id' }, `#${canceller.id}`)) : 'no task',
            h('span', { class: 'muted' }, ` on ${canceller.thread}`)),
          frames(canceller.stack, `cancel-${i}`))),
        h('li', { class: 'self cancelled' }, h('p', { class: 'step' }, h('b', {}, task.name), ' ', h('span', { class: 'id' }, `#${task.id}`), ' was cancelled'))));
  }

  function liveStack(task, stack, waitsFor) {
    const state = { BLOCKED: 'waits for a lock', WAITING: 'waits', TIMED_WAITING: 'waits, with a time limit,', RUNNABLE: 'runs' }[task.thread?.state];
    const code = stack.findIndex((each) => app.isApplicationFrame(each));
    // What the application called tells more than what that came to
    const inside = code > 0 ? frameParts(stack[code - 1]).method : null;
    const waits = state ? h('p', { class: 'waits' }, `It ${state}`, inside ? [' in ', h('code', {}, inside)] : '',
      // That it waits for a condition says nothing more than the call does
      waitsFor && (waitsFor.ownerName || !waitsFor.lock.includes('AbstractQueuedSynchronizer')) ? [' for ', h('code', { title: waitsFor.lock }, shortType(waitsFor.lock))] : '', waitsFor?.ownerName ? [', held by thread ', h('code', {}, waitsFor.ownerName)] : '', '.') : null;
    return h('section', {},
      h('h3', {}, 'Where it is now'),
      stack.length === 0 ? h('p', { class: 'muted' }, task.state === 'QUEUED' ? `It waits in the queue of ${task.executor ?? 'its executor'}.` : 'Its thread shows no stack.')
        : [waits, frames(stack, 'now')]);
  }

  function creation(chain, task, live) {
    return h('section', {},
      h('h3', {}, 'Who created it'),
      h('ol', { class: 'path' }, chain.map((link, i) => {
        const self = i === chain.length - 1;
        return h('li', { class: self ? `self ${(live ? task.state : task.outcome).toLowerCase()}` : null },
          h('p', { class: 'step' },
            self ? [h('b', {}, link.name), ' ', h('span', { class: 'id' }, `#${link.id}`)]
              : h('a', { href: app.taskHref(link.id) }, link.name, ' ', h('span', { class: 'id' }, `#${link.id}`)),
            self && !task.stackExact ? h('span', { class: 'muted' }, " ~ the site's latest stack, not its own") : null),
          frames(link.stack, `created-${link.id}`));
      })));
  }

  function descendants(children, task) {
    if (!children || children.matched === 0) {
      return null;
    }
    const more = children.matched - children.tasks.length;
    return h('section', {},
      h('h3', {}, 'What it created, and is live'),
      h('ul', { class: 'children' }, children.tasks.map((child) => h('li', {},
        pill(child.state), ' ', h('a', { href: app.taskHref(child.id) }, child.name, ' ', h('span', { class: 'id' }, `#${child.id}`))))),
      more > 0 ? h('p', {}, h('a', { href: app.href('live', { parent: task.id, task: task.id }) }, `${number(more)} more`)) : null);
  }

  /** The application's frames; the whole stack on demand. */
  function frames(stack, key) {
    if (stack.length === 0) {
      return h('p', { class: 'muted' }, 'No stack was captured.');
    }
    const isCause = (line) => /^(Caused by|Suppressed): /.test(line);
    const isFolded = (line) => !isCause(line) && (/^\.\.\. \d+/.test(line) || !app.isApplicationFrame(line));
    const line = (each) => isCause(each) ? h('div', { class: 'cause' }, each) : frame(each, isFolded(each));
    const shown = stack.filter((each) => !isFolded(each));
    const folded = stack.length - shown.length;
    return h('div', { class: 'stack' },
      (shown.some((each) => !isCause(each)) ? shown : stack.slice(0, 3)).map(line),
      folded ? h('details', { 'data-key': key },
        h('summary', { 'data-key': `${key}-summary` }, `whole stack, with ${folded === 1 ? '1 frame' : `${folded} frames`} of frameworks`),
        stack.map(line)) : null);
  }

  function frame(text, framework) {
    const { packages, method, place } = frameParts(text);
    return h('div', { class: framework ? 'frame framework' : 'frame', title: text },
      h('span', { class: 'packages' }, packages), h('span', { class: 'method' }, method), place ? h('span', { class: 'place' }, ` ${place}`) : '');
  }

  async function copy(id) {
    try {
      const text = await api.getText(`/${id}`);
      if (!navigator.clipboard) {
        throw new Error('the browser offers its clipboard to safe addresses only (https, localhost)');
      }
      await navigator.clipboard.writeText(text);
      app.announce(`Task ${id} is in the clipboard, as the console writes it.`);
    } catch (error) {
      app.announce(`Not copied: ${error.message}.`);
    }
  }

  return {
    show(id) {
      if (id === shown) {
        return;
      }
      shown = id;
      latest = undefined;
      drawn = undefined;
      aside.hidden = !id;
      aside.scrollTop = 0;
      aside.replaceChildren(...(id ? [h('p', { class: 'state' }, `Looking for task ${id}…`)] : []));
    },

    async refresh() {
      const id = shown;
      // What has ended for good does not change any more
      if (!id || (latest && latest.task.terminatedAt && !latest.task.bodyStillRunning)) {
        return;
      }
      try {
        if (!/^\d+$/.test(id)) {
          throw new api.RequestError(404, `'${id}' is no number of a task`);
        }
        const [details, children] = await Promise.all([api.get(`/${id}`), api.get('', { parent: id, limit: CHILDREN })]);
        if (id !== shown || getSelection()?.anchorNode && !getSelection().isCollapsed && aside.contains(getSelection().anchorNode)) {
          return;
        }
        latest = details;
        const now = JSON.stringify([details, children.tasks.map((child) => [child.id, child.state]), children.matched, app.cancellable]);
        if (now !== drawn) {
          drawn = now;
          draw(details, children);
        }
      } catch (error) {
        if (error.status !== 404 || id !== shown) {
          throw error;
        }
        drawn = undefined;
        aside.replaceChildren(
          h('div', { class: 'panel-head' }, h('h2', {}, `Task ${id}`), h('div', { class: 'buttons' }, h('button', { type: 'button', class: 'quiet', 'aria-label': 'Close', onclick: () => app.close() }, '×'))),
          empty('It is not known here.', 'It is neither live nor in the termination log: it may have ended so long ago that others pushed it out, or belong to another run of the application.'));
      }
    },
  };
}
