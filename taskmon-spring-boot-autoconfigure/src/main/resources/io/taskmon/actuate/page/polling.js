// Asks for what is shown again and again, until paused.

import * as api from './api.js';
import { diagnosis } from './findings.js';

const INTERVAL = 2_000;

export function polling(app, page) {
  const diagnosed = diagnosis();
  let timer;
  let lost = false;
  let ticking = 0;

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
      const answer = await page.refresh();
      if (mine !== ticking) {
        return;
      }
      page.showCounts(answer?.counts ?? (await api.get('', { limit: 0 })).counts);
      lost = false;
      page.reached();
      showFindings();
    } catch (error) {
      if (mine !== ticking) {
        return;
      }
      if (!(error instanceof api.RequestError)) {
        console.error(error);
      }
      lost = true;
      page.unreached(error);
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
    page.showApplication();
    if (known && !app.isThisRun(known)) {
      forget();
    }
  }

  function forget() {
    page.forgetCounts();
    app.cancelRefused = false;
    diagnosed.forget();
    app.cancelDialog.close();
    app.announce('The application has been started anew: its tasks are numbered from 1 again.');
    if (app.parameters.task || app.parameters.parent) {
      // The same number is another task now
      app.set({ task: undefined, parent: undefined, offset: undefined }, true);
    }
  }

  /** What is wrong, or null where the application does not tell. */
  async function findings() {
    return app.application.views.includes('diagnosis') ? diagnosed.findings() : null;
  }

  /** Nothing else waits for it: to look at all tasks may take longer than to list some. */
  async function showFindings() {
    const asked = app.application;
    try {
      const found = await findings();
      if (app.isThisRun(asked)) {
        page.showFindings(found);
      }
    } catch (error) {
      // Who cannot be reached is told of as a whole; what is refused or has failed is told where it is looked at
      if (error.status !== 0) {
        page.hideFindings();
      }
    }
  }

  function pause(paused) {
    app.paused = paused;
    page.showPaused(paused);
    if (paused) {
      clearTimeout(timer);
    } else {
      tick();
    }
  }

  return { tick, findings, pause };
}
