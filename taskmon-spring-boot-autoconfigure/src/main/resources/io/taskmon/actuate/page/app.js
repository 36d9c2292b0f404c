// The page: what is shown is in the address, and asked for again and again until paused.

import { endedView } from './ended.js';
import { executorsView } from './executors.js';
import { findingsView } from './findings.js';
import { frame } from './frame.js';
import { keyListener } from './keys.js';
import { liveView } from './live.js';
import { polling } from './polling.js';
import { sitesView } from './sites.js';
import { state } from './state.js';
import { timelineView } from './timeline.js';
import { treeView } from './tree.js';

const VIEWS = [
  ['live', 'Live', liveView],
  ['tree', 'Tree', treeView],
  ['sites', 'Sites', sitesView],
  ['timeline', 'Timeline', timelineView],
  ['ended', 'Ended', endedView],
  ['executors', 'Executors', executorsView],
  ['findings', 'Findings', findingsView],
];

const app = state();
const page = frame(app, VIEWS);
const { tick, findings, pause } = polling(app, page);
Object.assign(app, { announce: page.announce, refresh: tick, findings, pause });

function follow() {
  page.follow();
  tick();
}

app.adopt();
addEventListener('hashchange', follow);
addEventListener('keydown', keyListener(app, VIEWS, page));
document.addEventListener('visibilitychange', () => !document.hidden && !app.paused && tick());
follow();
