// What is shown, which is in the address, and what is known of the application.

import * as api from './api.js';

const PATHS = { terminated: 'ended', executors: 'executors', diagnosis: 'findings', tree: 'tree', sites: 'sites', timeline: 'timeline' };
const LIST_PARAMETERS = ['filter', 'executor', 'state', 'outcome', 'preserved', 'sort'];

const longestStart = (starts, text) => Math.max(0, ...(starts ?? []).filter((start) => text.startsWith(start)).map((start) => start.length));

/** Whether both are the same run of the application; each numbers its tasks from 1. */
const sameRun = (one, other) => one.startedAt === other.startedAt && one.pid === other.pid;

export function state() {
  const app = {
    view: 'live',
    parameters: {},
    application: null,
    paused: false,
    offset: 0,

    now() {
      return Date.now() + app.offset;
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
      return app.href(app.view, { ...app.parameters, task: id });
    },

    /** Changes some parameters of the view; what is typed does not fill the history. */
    set(changes, replace = false) {
      const hash = app.href(app.view, { ...app.parameters, ...changes });
      if (replace) {
        history.replaceState(null, '', hash);
        dispatchEvent(new Event('hashchange'));
      } else {
        location.hash = hash;
      }
    },

    open(id) {
      app.set({ task: id });
    },

    close() {
      app.set({ task: undefined });
    },

    /** What the address says is to be shown. */
    place() {
      const [path, query = ''] = location.hash.replace(/^#\/?/, '').split('?');
      return { path, parameters: Object.fromEntries(new URLSearchParams(query)) };
    },

    /** Takes over the address with which the endpoint itself was asked, such as .../tasks/142. */
    adopt() {
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
    },

    isThisRun(application) {
      return sameRun(application, app.application);
    },

    get cancellable() {
      return app.application?.cancellable === true && !app.cancelRefused;
    },

    isApplicationFrame(frame) {
      const type = frame.substring(0, frame.indexOf('('));
      const framework = longestStart(app.application?.frameworkPackages, type);
      return !/\$\$|(^|\.)\$Proxy/.test(type) && (framework === 0 || longestStart(app.application?.applicationPackages, type) >= framework);
    },
  };
  return app;
}
