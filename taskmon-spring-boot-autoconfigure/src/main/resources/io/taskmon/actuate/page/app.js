// The frame: what is shown is in the address, and asked for again and again until paused.

import * as api from './api.js';
import { h, svg, setText, setAttribute, number, elapsed, plain } from './dom.js';
import { cancelDialog } from './cancel.js';
import { taskPanel } from './task.js';
import { liveView } from './live.js';
import { treeView } from './tree.js';
import { sitesView } from './sites.js';
import { timelineView } from './timeline.js';
import { endedView } from './ended.js';
import { executorsView } from './executors.js';
import { diagnosis, findingsBadge, findingsView } from './findings.js';

const INTERVAL = 2_000;
const HISTORY = 90;
const VIEWS = [
  ['live', 'Live', liveView],
  ['tree', 'Tree', treeView],
  ['sites', 'Sites', sitesView],
  ['timeline', 'Timeline', timelineView],
  ['ended', 'Ended', endedView],
  ['executors', 'Executors', executorsView],
  ['findings', 'Findings', findingsView],
];
const PATHS = { terminated: 'ended', executors: 'executors', diagnosis: 'findings', tree: 'tree', sites: 'sites', timeline: 'timeline' };
const LIST_PARAMETERS = ['filter', 'executor', 'state', 'outcome', 'preserved', 'sort'];

const longestStart = (starts, text) => Math.max(0, ...(starts ?? []).filter((start) => text.startsWith(start)).map((start) => start.length));

const app = {
  view: 'live',
  parameters: {},
  application: null,
  paused: false,
  offset: 0,
  history: [],

  now() {
    return Date.now() + this.offset;
  },

  href(view, parameters = {}) {
    const query = new URLSearchParams();
    for (const [name, value] of Object.entries(parameters)) {
      if (value !== undefined && value !== null && value !== '') {
        query.set(name, value);
      }
    }
    const text = query.toString();
    return `#/${view}${text ? `?${text}` : ''}`;
  },

  taskHref(id) {
    return this.href(this.view, { ...this.parameters, task: id });
  },

  /** Changes some parameters of the view; what is typed does not fill the history. */
  set(changes, replace = false) {
    const hash = this.href(this.view, { ...this.parameters, ...changes });
    if (replace) {
      history.replaceState(null, '', hash);
      follow();
    } else {
      location.hash = hash;
    }
  },

  open(id) {
    this.set({ task: id });
  },

  close() {
    this.set({ task: undefined });
  },

  announce(text) {
    // Always there, else readers of screens would not hear what comes
    setText(toast, text);
    clearTimeout(this.announcement);
    this.announcement = setTimeout(() => setText(toast, ''), 8_000);
  },

  refresh() {
    return tick();
  },

  /** What is wrong, or null where the application does not tell. */
  async findings() {
    return app.application.views.includes('diagnosis') ? diagnosed.findings() : null;
  },

  isThisRun(application) {
    return sameRun(application, app.application);
  },

  get cancellable() {
    return this.application?.cancellable === true && !this.cancelRefused;
  },

  isApplicationFrame(frame) {
    const type = frame.substring(0, frame.indexOf('('));
    const framework = longestStart(this.application?.frameworkPackages, type);
    return !/\$\$|(^|\.)\$Proxy/.test(type) && (framework === 0 || longestStart(this.application?.applicationPackages, type) >= framework);
  },
};

const views = new Map();
const diagnosed = diagnosis();
let panel;
let current;
let timer;
let lost = false;
let ticking = 0;

// The frame's elements

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
const pause = h('button', { type: 'button', class: 'quiet', 'aria-pressed': 'false', title: 'Pause (p)', onclick: () => setPaused(!app.paused) }, 'Pause');
const theme = h('button', { type: 'button', class: 'quiet', onclick: nextTheme });
const help = h('button', { type: 'button', class: 'quiet', title: 'Keys (?)', 'aria-label': 'Keys', onclick: () => keys.showModal() }, '?');
const tabs = h('nav', { 'aria-label': 'Views' }, VIEWS.map(([id, title]) => h('a', { href: `#/${id}`, 'data-view': id, 'data-title': title }, title)));
const banner = h('div', { class: 'banner', role: 'alert', hidden: true });
const main = h('main', { id: 'main', tabindex: '-1' });
const aside = h('aside', { 'aria-label': 'Task', tabindex: '-1', hidden: true });
const toast = h('div', { class: 'toast', role: 'status' });
const keys = h('dialog', { class: 'keys', 'aria-label': 'Keys' },
  h('h2', {}, 'Keys'),
  h('dl', {}, [
    [`1 … ${VIEWS.length}`, 'the views'], ['/', 'filter'], ['j k', 'next and previous row or link'], ['Enter', 'open the task'],
    ['Esc', 'close the task'], ['← →', 'tasks of a timeline'], ['← ↑ ↓ →', 'creation sites'], ['p', 'pause and go on'], ['?', 'these keys'],
  ].map(([key, does]) => [h('dt', {}, key), h('dd', {}, does)])),
  h('form', { method: 'dialog' }, h('button', {}, 'Close')));

function layOut() {
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
      h('div', { class: 'controls' }, pause, theme, help)),
    tabs, banner,
    h('div', { class: 'panes' }, main, aside),
    toast, keys);
  app.cancelDialog = cancelDialog(app);
  panel = taskPanel(app, aside);
}

const toolsSize = new ResizeObserver(([tools]) => main.style.setProperty('--tools', `${tools.target.offsetHeight}px`));

// Where we are

function follow() {
  const [path, query = ''] = location.hash.replace(/^#\/?/, '').split('?');
  const view = VIEWS.find(([id]) => id === path)?.[0] ?? 'live';
  const before = app.parameters.task;
  app.parameters = Object.fromEntries(new URLSearchParams(query));
  const started = Boolean(current);
  if (view !== app.view || !current) {
    app.view = view;
    if (!views.has(view)) {
      views.set(view, VIEWS.find(([id]) => id === view)[2](app));
    }
    current = views.get(view);
    main.replaceChildren(current.element);
    // Heads of tables stay below the tools, however many lines these take
    toolsSize.disconnect();
    toolsSize.observe(current.element.querySelector('.tools'));
  }
  for (const tab of tabs.children) {
    const here = tab.dataset.view === view;
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
  document.title = `${app.parameters.task ? `#${plain(app.parameters.task)} · ` : ''}${VIEWS.find(([id]) => id === view)[1]} · ${plain(app.application?.name ?? 'Tasks')}`;
  tick();
}

/** Keys and readers of screens go on where something has opened, and return to where they came from. */
function moveFocus(fromTask) {
  if (!aside.hidden) {
    aside.focus({ preventScroll: true });
  } else if (fromTask) {
    (main.querySelector('tr[aria-current] a.task, a.task[aria-current]') ?? main).focus();
  }
}

/** Takes over the address with which the endpoint itself was asked, such as .../tasks/142. */
function adopt() {
  if (location.hash) {
    return;
  }
  const path = decodeURIComponent(location.pathname.substring(new URL(api.root).pathname.length)).split('/').filter(Boolean);
  const query = new URLSearchParams(location.search);
  const parameters = Object.fromEntries(LIST_PARAMETERS.filter((key) => query.has(key)).map((key) => [key, query.get(key)]));
  const id = path.find((segment) => /^\d+$/.test(segment));
  const hash = app.href(PATHS[path[0]] ?? 'live', { ...parameters, task: id });
  // Its relative address would follow the page's
  document.querySelector('link[rel=icon]').href = `${api.root}/page/icon.svg`;
  history.replaceState(null, '', api.root + hash);
}

// Asking

async function tick() {
  clearTimeout(timer);
  const mine = ++ticking;
  const began = performance.now();
  try {
    // Another run of the application may answer now, and clocks drift
    if (!app.application || lost || mine % 5 === 1) {
      await meet();
    }
    if (mine !== ticking) {
      return;
    }
    const shown = current;
    const [answer] = await Promise.all([shown.refresh(app.parameters), panel.refresh()]);
    if (mine !== ticking) {
      return;
    }
    const counts = answer?.counts ?? (await api.get('', { limit: 0 })).counts;
    showCounts(counts);
    reached();
    showFindings();
  } catch (error) {
    if (mine !== ticking) {
      return;
    }
    if (!(error instanceof api.RequestError)) {
      console.error(error);
    }
    unreached(error);
  }
  if (mine === ticking && !app.paused && !document.hidden) {
    // An application that takes long to answer is asked less often
    timer = setTimeout(tick, Math.max(INTERVAL, 3 * (performance.now() - began)));
  }
}

async function meet() {
  const asked = Date.now();
  const known = app.application;
  app.application = await api.get('/application');
  app.offset = Date.parse(app.application.now) - (asked + Date.now()) / 2;
  setText(name, app.application.name ?? 'Application');
  document.title = document.title.replace(/[^·]*$/, () => ` ${plain(app.application.name ?? 'Tasks')}`);
  if (known && !sameRun(known, app.application)) {
    forget();
  }
}

/** Whether both are the same run of the application; each numbers its tasks from 1. */
function sameRun(one, other) {
  return one.startedAt === other.startedAt && one.pid === other.pid;
}

function forget() {
  app.history = [];
  app.cancelRefused = false;
  diagnosed.forget();
  app.cancelDialog.close();
  app.announce('The application has been started anew: its tasks are numbered from 1 again.');
  if (app.parameters.task || app.parameters.parent) {
    // The same number is another task now
    app.set({ task: undefined, parent: undefined, offset: undefined }, true);
  }
}

/** Nothing else waits for it: to look at all tasks may take longer than to list some. */
async function showFindings() {
  const asked = app.application;
  try {
    const findings = await app.findings();
    if (!sameRun(asked, app.application)) {
      return;
    }
    tabs.querySelector('[data-view=findings]').hidden = findings === null;
    badge.show(findings ?? []);
  } catch (error) {
    // Who cannot be reached is told of as a whole; what is refused or has failed is told where it is looked at
    if (error.status !== 0) {
      badge.show([]);
    }
  }
}

function showCounts(counts) {
  setText(queued, number(counts.queued));
  setText(running, number(counts.running));
  setText(ended, number(counts.terminated));
  const losses = [counts.dropped ? `${number(counts.dropped)} dropped` : '', counts.errors ? `${number(counts.errors)} errors` : ''].filter(Boolean);
  trouble.hidden = losses.length === 0;
  setText(trouble, losses.join(', '));
  trouble.title = 'Tasks that a limit left untracked, and errors inside taskmon: see the log of the application';
  app.history.push(counts);
  app.history.splice(0, app.history.length - HISTORY);
  draw(runningLine, 'running');
  draw(queuedLine, 'queued');
}

function draw(line, key) {
  const most = Math.max(1, ...app.history.map((counts) => Math.max(counts.running, counts.queued)));
  line.setAttribute('points', app.history
    .map((counts, i) => `${(180 - (app.history.length - 1 - i) * 2)},${(30 - (28 * counts[key]) / most).toFixed(1)}`)
    .join(' '));
}

function reached() {
  lost = false;
  app.reachedAt = Date.now();
  banner.hidden = true;
  document.body.classList.remove('stale');
  const up = app.now() - Date.parse(app.application.startedAt);
  setText(instance, `${location.host} · up ${elapsed(up)} · pid ${app.application.pid}`);
  setAttribute(instance, 'title', instance.textContent);
}

function unreached(error) {
  lost = true;
  const since = app.reachedAt ? ` What you see is from ${new Date(app.reachedAt).toLocaleTimeString()}.` : '';
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
}

function setPaused(paused) {
  app.paused = paused;
  pause.setAttribute('aria-pressed', String(paused));
  setText(pause, paused ? 'Go on' : 'Pause');
  document.body.classList.toggle('paused', paused);
  if (paused) {
    clearTimeout(timer);
  } else {
    tick();
  }
}

// Colours

const THEMES = ['auto', 'light', 'dark'];

function showTheme(value) {
  setAttribute(document.documentElement, 'data-theme', value === 'auto' ? null : value);
  setText(theme, { auto: '◐', light: '○', dark: '●' }[value]);
  setAttribute(theme, 'aria-label', `Colours: ${value}`);
  setAttribute(theme, 'title', `Colours: ${value === 'auto' ? 'as the system' : value}`);
}

function nextTheme() {
  const next = THEMES[(THEMES.indexOf(storedTheme()) + 1) % THEMES.length];
  try {
    localStorage.setItem('taskmon.theme', next);
  } catch {
    // Where nothing can be kept it lasts as long as the page
  }
  app.theme = next;
  showTheme(next);
}

function storedTheme() {
  try {
    return THEMES.find((value) => value === localStorage.getItem('taskmon.theme')) ?? app.theme ?? 'auto';
  } catch {
    return app.theme ?? 'auto';
  }
}

// Keys

function onKey(event) {
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
  if (event.key >= '1' && event.key <= String(VIEWS.length)) {
    location.hash = app.href(VIEWS[event.key - 1][0], { task: app.parameters.task });
  } else if (event.key === '/') {
    event.preventDefault();
    main.querySelector('input[type=search]')?.focus();
  } else if (event.key === 'p') {
    setPaused(!app.paused);
  } else if (event.key === '?') {
    keys.showModal();
  } else if (event.key === 'j' || event.key === 'k') {
    move(event.key === 'j' ? 1 : -1);
  }
}

function move(step) {
  const links = [...main.querySelectorAll('tbody a.task, .finding a.task')];
  const at = links.findIndex((link) => link === document.activeElement);
  const selected = links.findIndex((link) => link.closest('[aria-current]'));
  const next = links[Math.min(links.length - 1, Math.max(0, (at >= 0 ? at : selected) + step))];
  next?.focus();
}

showTheme(storedTheme());
layOut();
adopt();
addEventListener('hashchange', follow);
addEventListener('keydown', onKey);
document.addEventListener('visibilitychange', () => !document.hidden && !app.paused && tick());
follow();
