// The frame: counts, the views and the task beside them, and what is told of the application as a whole.

import { h, svg, setText, setAttribute, number, elapsed, plain } from './dom.js';
import { cancelDialog } from './cancel.js';
import { findingsBadge } from './findings.js';
import { keysDialog } from './keys.js';
import { taskPanel } from './task.js';
import { themeButton } from './theme.js';

const HISTORY = 90;

export function frame(app, views) {
  const made = new Map();
  let current;
  let counted = [];
  let reachedAt;
  let announcement;

  const name = h('h1', {}, 'Tasks');
  const instance = h('p', { class: 'instance' });
  const queued = h('b', {}, '–');
  const running = h('b', {}, '–');
  const ended = h('b', {}, '–');
  const trouble = h('a', { class: 'trouble', hidden: true });
  const badge = findingsBadge(app.href('findings'));
  const runningLine = svg('polyline', { class: 'running' });
  const queuedLine = svg('polyline', { class: 'queued' });
  const sparkline = svg('svg', { class: 'sparkline', viewBox: '0 0 180 32', preserveAspectRatio: 'none', 'aria-hidden': 'true' }, queuedLine, runningLine);
  const pause = h('button', { type: 'button', class: 'quiet', 'aria-pressed': 'false', title: 'Pause (p)', onclick: () => app.pause(!app.paused) }, 'Pause');
  const keys = keysDialog(views);
  const help = h('button', { type: 'button', class: 'quiet', title: 'Keys (?)', 'aria-label': 'Keys', onclick: () => keys.showModal() }, '?');
  const tabs = h('nav', { 'aria-label': 'Views' }, views.map(([id, title]) => h('a', { href: `#/${id}`, 'data-view': id, 'data-title': title }, title)));
  const banner = h('div', { class: 'banner', role: 'alert', hidden: true });
  const main = h('main', { id: 'main', tabindex: '-1' });
  const aside = h('aside', { 'aria-label': 'Task', tabindex: '-1', hidden: true });
  const toast = h('div', { class: 'toast', role: 'status' });
  const toolsSize = new ResizeObserver(([tools]) => main.style.setProperty('--tools', `${tools.target.offsetHeight}px`));

  document.getElementById('loading')?.remove();
  document.body.append(
    h('a', { class: 'skip', href: '#main', onclick: (event) => { event.preventDefault(); main.focus(); } }, 'Skip to the tasks'),
    h('header', {},
      h('div', { class: 'application' }, name, instance),
      h('div', { class: 'counts' },
        h('span', { class: 'count queued' }, queued, ' queued'),
        h('span', { class: 'count running' }, running, ' running'),
        h('span', { class: 'count ended' }, ended, ' ended'),
        sparkline, trouble, badge.element),
      h('div', { class: 'controls' }, pause, themeButton(), help)),
    tabs, banner,
    h('div', { class: 'panes' }, main, aside),
    toast, keys);
  app.cancelDialog = cancelDialog(app);
  const panel = taskPanel(app, aside);

  function view(id) {
    if (!made.has(id)) {
      made.set(id, views.find(([each]) => each === id)[2](app));
    }
    return made.get(id);
  }

  function entitle() {
    const task = app.parameters.task;
    const title = views.find(([id]) => id === app.view)[1];
    document.title = `${task ? `#${plain(task)} · ` : ''}${title} · ${plain(app.application?.name ?? 'Tasks')}`;
  }

  /** Keys and readers of screens go on where something has opened, and return to where they came from. */
  function moveFocus(fromTask) {
    if (!aside.hidden) {
      aside.focus({ preventScroll: true });
    } else if (fromTask) {
      (main.querySelector('tr[aria-current] a.task, a.task[aria-current]') ?? main).focus();
    }
  }

  function draw(line, key) {
    const most = Math.max(1, ...counted.map((counts) => Math.max(counts.running, counts.queued)));
    line.setAttribute('points', counted
      .map((counts, i) => `${(180 - (counted.length - 1 - i) * 2)},${(30 - (28 * counts[key]) / most).toFixed(1)}`)
      .join(' '));
  }

  return {
    main,
    keys,

    /** Shows what the address says. */
    follow() {
      const { path, parameters } = app.place();
      const id = views.find(([each]) => each === path)?.[0] ?? 'live';
      const before = app.parameters.task;
      app.parameters = parameters;
      const started = Boolean(current);
      if (id !== app.view || !current) {
        app.view = id;
        current = view(id);
        main.replaceChildren(current.element);
        // Heads of tables stay below the tools, however many lines these take
        toolsSize.disconnect();
        toolsSize.observe(current.element.querySelector('.tools'));
      }
      for (const tab of tabs.children) {
        const here = tab.dataset.view === id;
        setAttribute(tab, 'aria-current', here ? 'page' : null);
        // The task stays open beside the next view
        tab.href = app.href(tab.dataset.view, here ? {} : { task: app.parameters.task });
      }
      current.follow?.(app.parameters);
      const hadFocus = aside.contains(document.activeElement) || document.activeElement === document.body;
      panel.show(app.parameters.task);
      document.body.classList.toggle('with-task', Boolean(app.parameters.task));
      if (started && app.parameters.task !== before) {
        moveFocus(hadFocus);
      }
      entitle();
    },

    /** Asks for what is shown; returns what the view was answered. */
    async refresh() {
      const [answer] = await Promise.all([current.refresh(app.parameters), panel.refresh()]);
      return answer;
    },

    announce(text) {
      // Always there, else readers of screens would not hear what comes
      setText(toast, text);
      clearTimeout(announcement);
      announcement = setTimeout(() => setText(toast, ''), 8_000);
    },

    showApplication() {
      setText(name, app.application.name ?? 'Application');
      entitle();
    },

    showCounts(counts) {
      setText(queued, number(counts.queued));
      setText(running, number(counts.running));
      setText(ended, number(counts.terminated));
      const losses = [counts.dropped ? `${number(counts.dropped)} dropped` : '', counts.errors ? `${number(counts.errors)} errors` : ''].filter(Boolean);
      trouble.hidden = losses.length === 0;
      setText(trouble, losses.join(', '));
      trouble.title = 'Tasks that a limit left untracked, and errors inside taskmon: see the log of the application';
      counted.push(counts);
      counted.splice(0, counted.length - HISTORY);
      draw(runningLine, 'running');
      draw(queuedLine, 'queued');
    },

    forgetCounts() {
      counted = [];
    },

    /** Shows what is wrong; nothing tells of that where it is null. */
    showFindings(findings) {
      tabs.querySelector('[data-view=findings]').hidden = findings === null;
      badge.show(findings ?? []);
    },

    hideFindings() {
      badge.show([]);
    },

    reached() {
      reachedAt = Date.now();
      banner.hidden = true;
      document.body.classList.remove('stale');
      const up = app.now() - Date.parse(app.application.startedAt);
      setText(instance, `${location.host} · up ${elapsed(up)} · pid ${app.application.pid}`);
      setAttribute(instance, 'title', instance.textContent);
    },

    unreached(error) {
      const since = reachedAt ? ` What you see is from ${new Date(reachedAt).toLocaleTimeString()}.` : '';
      let text = `${error.message}.${since}`;
      if (error.status === 0) {
        text = `Disconnected: ${error.message}.${since} Trying again.`;
      } else if (error.status === 401 || error.status === 403) {
        text = `Not permitted: ${error.message}.${since} Sign in and load the page again.`;
      } else if (error.status === 404) {
        text = `The application shows no tasks here any more: ${error.message}.${since} Trying again.`;
      } else if (error.status === 400) {
        text = `Not understood: ${error.message}.`;
      } else if (!(error.status > 0)) {
        text = `The page itself has failed: ${error.message}.`;
      }
      setText(banner, text);
      banner.hidden = false;
      document.body.classList.add('stale');
    },

    showPaused(paused) {
      pause.setAttribute('aria-pressed', String(paused));
      setText(pause, paused ? 'Go on' : 'Pause');
      document.body.classList.toggle('paused', paused);
    },
  };
}
