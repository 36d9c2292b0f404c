// One task: what is known of it, beside the list.

import * as api from './api.js';
import { h, setText, setAttribute, reconcile, elapsed, millisOf, frameParts, time, pill, empty, number, plural, shortType } from './dom.js';

const CHILDREN = 12;

export function taskPanel(app, aside) {
  let shown;
  let latest;
  let missing;
  let article;

  /** Only what differs is drawn anew: nobody's place in the rest, nor what they marked, is taken away. */
  function draw(details, children) {
    const opened = new Set([...aside.querySelectorAll('details[open]')].map((each) => each.dataset.key));
    const scroll = aside.scrollTop;
    const focus = aside.contains(document.activeElement) ? placeOf(document.activeElement) : null;
    if (!article?.isConnected) {
      article = h('article');
      aside.replaceChildren(article);
    }
    reconcile(article, sectionsOf(details, children), (section) => section.key, (section) => section.content(), (element, section) => section.update?.(element));
    for (const each of article.querySelectorAll('details')) {
      each.open ||= opened.has(each.dataset.key);
    }
    aside.scrollTop = scroll;
    if (focus && !aside.contains(document.activeElement)) {
      aside.querySelector(focus)?.focus({ preventScroll: true });
    }
  }

  function placeOf({ dataset, attributes }) {
    return dataset.key ? `[data-key="${CSS.escape(dataset.key)}"]` : attributes.href ? `a[href="${CSS.escape(attributes.href.value)}"]` : null;
  }

  function sectionsOf({ task, creationChain, stack, waitsFor, exceptionStack, cancellationChain }, children) {
    const live = task.state !== undefined;
    const kind = live ? task.state : task.outcome;
    const section = (name, depends, content) => ({ key: `${name} ${JSON.stringify(depends)}`, content });
    return [
      section('head', [kind, task.cancelled, task.bodyStillRunning, app.cancellable], () => heading(task, live)),
      { key: 'lifeline', content: () => h('div', { class: 'lifeline', role: 'img' }), update: (element) => lifeline(element, task, live) },
      { key: 'facts', content: () => h('dl', { class: 'facts' }), update: (element) => facts(element, task, live) },
      task.exception ? section('failure', [task.exception, exceptionStack], () => failure(task, exceptionStack ?? [])) : null,
      cancellationChain.length ? section('cancellation', cancellationChain, () => cancellation(cancellationChain, task)) : null,
      stack ? section('now', [stack, waitsFor, task.thread?.state, kind], () => liveStack(task, stack, waitsFor)) : null,
      section('creation', [creationChain, kind, task.stackExact], () => creation(creationChain, task, live)),
      children.matched ? section('children', [children.matched, children.tasks.map((child) => [child.id, child.state])], () => descendants(children, task)) : null,
    ].filter(Boolean);
  }

  function heading(task, live) {
    const kind = live ? (task.cancelled ? 'CANCELLED' : task.state) : task.outcome;
    return h('div', { class: 'panel-head' },
      h('div', { class: 'panel-title' },
        h('h2', {}, named(task)),
        pill(kind, live && task.cancelled ? 'cancelled, runs on' : task.bodyStillRunning ? `${kind}, runs on` : kind)),
      h('div', { class: 'buttons' },
        live && !task.cancelled && app.cancellable
          ? h('button', { type: 'button', class: 'danger', 'data-key': 'cancel', onclick: () => app.cancelDialog.ask(task) }, 'Cancel…') : null,
        h('button', { type: 'button', 'data-key': 'copy', onclick: () => copy(task.id) }, 'Copy as text'),
        h('button', { type: 'button', class: 'quiet', 'data-key': 'close', title: 'Close (Esc)', 'aria-label': 'Close', onclick: () => app.close() }, '×')));
  }

  /** A name that is written from right to left turns nothing but itself around. */
  function named({ name, id }) {
    return [h('bdi', {}, name), ' ', h('span', { class: 'id' }, `#${id}`)];
  }

  function facts(list, task, live) {
    const run = millisOf(live ? task.runningFor : task.ranFor);
    const rows = [
      ['Executor', task.executor ?? 'unknown', task.executor && app.href('live', { executor: task.executor, task: task.id })],
      ['Created', `${time(task.createdAt)}, ${elapsed(app.now() - Date.parse(task.createdAt))} ago`],
      ['Queued', elapsed(millisOf(task.queuedFor) ?? 0)],
      [live ? 'Running' : 'Ran', run === null ? (live ? 'not yet' : 'never') : elapsed(run)],
      task.terminatedAt ? ['Ended', `${time(task.terminatedAt)}, ${elapsed(app.now() - Date.parse(task.terminatedAt))} ago`] : null,
      task.thread ? ['Thread', task.thread.name || `virtual ${task.thread.id}`, null, ` · ${task.thread.state.toLowerCase().replace('_', ' ')}`] : null,
      ['Kind', task.kind.toLowerCase() + (task.preserved ? ', preserved ★' : '')],
      ['Parent', task.parentId ? `#${task.parentId}` : 'none, a root', task.parentId && app.taskHref(task.parentId)],
      task.traceId ? ['Trace', task.traceId, null, task.spanId ? ` · span ${task.spanId}` : ''] : null,
      ...Object.entries(task.mdc ?? {}).map(([key, value]) => [`MDC ${key}`, value]),
      task.reason ? ['Reason', task.reason] : null,
    ].filter(Boolean);
    reconcile(list, rows, ([term]) => term,
      ([term, , address]) => h('div', {}, h('dt', {}, term), h('dd', {}, h(address ? 'a' : 'bdi'), h('span'))),
      (row, [, text, address, more]) => {
        const [value, rest] = row.lastElementChild.children;
        setText(value, text);
        setAttribute(value, 'href', address);
        setText(rest, more ?? '');
      });
  }

  function lifeline(bar, task, live) {
    const run = millisOf(live ? task.runningFor : task.ranFor);
    const wait = millisOf(task.queuedFor) ?? 0;
    const total = wait + (run ?? 0);
    setAttribute(bar, 'aria-label', `queued ${elapsed(wait)}, ${live ? 'running' : 'ran'} ${elapsed(run ?? 0)}`);
    bar.replaceChildren(part('queued', total ? wait / total : live ? 1 : 0),
      part(live ? 'running' : task.outcome.toLowerCase(), run === null ? (live ? 0 : 0.02) : total ? Math.max(run / total, 0.02) : 1));
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
            canceller.id ? h('a', { href: app.taskHref(canceller.id) }, named(canceller)) : 'no task',
            h('span', { class: 'muted' }, ' on ', h('bdi', {}, canceller.thread))),
          frames(canceller.stack, `cancel-${i}`))),
        h('li', { class: 'self cancelled' }, h('p', { class: 'step' }, h('b', {}, named(task)), ' was cancelled'))));
  }

  function liveStack(task, stack, waitsFor) {
    const state = { BLOCKED: 'waits for a lock', WAITING: 'waits', TIMED_WAITING: 'waits, with a time limit,', RUNNABLE: 'runs' }[task.thread?.state];
    const code = stack.findIndex((each) => app.isApplicationFrame(each));
    // What the application called tells more than what that came to
    const inside = code > 0 ? frameParts(stack[code - 1]).method : null;
    const waits = state ? h('p', { class: 'waits' }, `It ${state}`, inside ? [' in ', h('code', {}, inside)] : '',
      // That it waits for a condition says nothing more than the call does
      waitsFor && (waitsFor.ownerName || !waitsFor.lock.includes('AbstractQueuedSynchronizer')) ? [' for ', h('code', { title: waitsFor.lock }, shortType(waitsFor.lock))] : '', waitsFor?.ownerName ? [', held by thread ', h('code', {}, h('bdi', {}, waitsFor.ownerName))] : '', '.') : null;
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
        return [link.leftOut ? h('li', { class: 'left-out' }, h('p', { class: 'step muted' }, `… ${plural(link.leftOut, 'task')} left out`)) : null, h('li', { class: self ? `self ${(live ? task.state : task.outcome).toLowerCase()}` : null },
          h('p', { class: 'step' },
            self ? h('b', {}, named(link)) : h('a', { href: app.taskHref(link.id) }, named(link)),
            self && !task.stackExact ? h('span', { class: 'muted' }, " ~ the site's latest stack, not its own") : null),
          frames(link.stack, `created-${link.id}`))];
      })));
  }

  function descendants(children, task) {
    const more = children.matched - children.tasks.length;
    return h('section', {},
      h('h3', {}, 'What it created, and is live'),
      h('ul', { class: 'children' }, children.tasks.map((child) => h('li', {},
        pill(child.state), ' ', h('a', { href: app.taskHref(child.id) }, named(child))))),
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
      await toClipboard(await api.getText(`/${id}`));
      app.announce(`Task ${id} is in the clipboard, as the console writes it.`);
    } catch (error) {
      app.announce(`Not copied: ${error.message}.`);
    }
  }

  async function toClipboard(text) {
    if (navigator.clipboard) {
      await navigator.clipboard.writeText(text);
      return;
    }
    // To addresses such as http://host browsers leave only what can be marked
    const focus = document.activeElement;
    const area = h('textarea', { class: 'unseen', readonly: true, value: text });
    document.body.append(area);
    area.select();
    const copied = document.execCommand('copy');
    area.remove();
    focus?.focus({ preventScroll: true });
    if (!copied) {
      throw new Error('the browser keeps its clipboard to itself');
    }
  }

  return {
    show(id) {
      if (id === shown) {
        return;
      }
      shown = id;
      latest = undefined;
      missing = undefined;
      aside.hidden = !id;
      aside.setAttribute('aria-label', `Task ${id ?? ''}`);
      aside.scrollTop = 0;
      aside.replaceChildren(...(id ? [h('p', { class: 'state' }, `Looking for task ${id}…`)] : []));
    },

    async refresh() {
      const id = shown;
      if (!id) {
        return;
      }
      // What has ended for good does not change any more, but what it created does
      const known = latest?.task.terminatedAt && !latest.task.bodyStillRunning ? latest : undefined;
      try {
        if (!/^\d+$/.test(id)) {
          throw new api.RequestError(404, `'${id}' is no number of a task`);
        }
        const [details, children] = await Promise.all([known ?? api.get(`/${id}`), api.get('', { parent: id, limit: CHILDREN })]);
        if (id !== shown || getSelection()?.anchorNode && !getSelection().isCollapsed && aside.contains(getSelection().anchorNode)) {
          return;
        }
        latest = details;
        missing = undefined;
        draw(details, children);
      } catch (error) {
        if (error.status !== 404 || id !== shown) {
          throw error;
        }
        if (missing === id) {
          return;
        }
        missing = id;
        aside.replaceChildren(
          h('div', { class: 'panel-head' }, h('h2', {}, `Task ${id}`), h('div', { class: 'buttons' }, h('button', { type: 'button', class: 'quiet', 'aria-label': 'Close', onclick: () => app.close() }, '×'))),
          empty('It is not known here.', 'It is neither live nor in the termination log: it may have ended so long ago that others pushed it out, or belong to another run of the application.'));
      }
    },
  };
}
