// The last while, executor by executor: what ran side by side, and what waited.

import * as api from './api.js';
import { h, svg, setText, setAttribute, elapsed, number, plural, time, empty, reconcile } from './dom.js';

const SPANS = 2_000;
const LANE = 13;
const MAX_LANES = 24;
const MAX_WAITING = 8;
const DEPTH = 26;
const FEW = 5;
const RANGES = { 30: '30 s', 60: '1 min', 300: '5 min', 900: '15 min' };

export function timelineView(app) {
  const ranges = h('div', { class: 'segments', role: 'group', 'aria-label': 'Range' }, Object.entries(RANGES).map(([seconds, title]) =>
    h('button', { type: 'button', 'data-seconds': seconds, onclick: () => app.set({ seconds: seconds === '60' ? undefined : seconds }) }, title)));
  const legend = h('div', { class: 'legend' }, ['queued', 'running', 'succeeded', 'failed', 'cancelled', 'rejected', 'discarded', 'unknown']
    .map((kind) => h('span', {}, h('i', { class: kind }), kind)));
  const text = h('span', { class: 'range' });
  const axis = h('div', { class: 'axis', 'aria-hidden': 'true' });
  const list = h('div', { class: 'lanes' });
  const nothing = h('div');

  /** Lanes such that what ran at the same time lies side by side: as many as were busy at once. */
  function pack(spans, to) {
    const lanes = [];
    const bars = [];
    let hidden = 0;
    for (const span of spans.filter((each) => each.started !== null).sort((a, b) => a.started - b.started)) {
      let lane = lanes.findIndex((end) => end <= span.started);
      if (lane < 0) {
        lane = lanes.length;
      }
      if (lane >= MAX_LANES) {
        hidden++;
        continue;
      }
      bars.push({ span, lane, from: Math.max(span.created, lanes[lane] ?? 0) });
      lanes[lane] = span.ended ?? to;
    }
    const first = lanes.length;
    const neverRan = spans.filter((each) => each.started === null);
    const waiting = [];
    for (const span of neverRan) {
      let lane = waiting.findIndex((end) => end <= span.created);
      if (lane < 0) {
        lane = waiting.length;
      }
      if (lane >= MAX_WAITING) {
        hidden++;
        continue;
      }
      waiting[lane] = span.ended ?? to;
      bars.push({ span, lane: first + lane, from: span.created });
    }
    return { bars, lanes: Math.max(1, lanes.length + waiting.length), hidden };
  }

  /** How many waited, as steps. */
  function depthOf(spans, from, to) {
    const steps = spans.flatMap((span) => [[span.created, 1], [span.started ?? span.ended ?? to + 1, -1]]).sort((a, b) => a[0] - b[0] || a[1] - b[1]);
    const points = [];
    let depth = 0;
    let most = 0;
    for (const [at, step] of steps) {
      if (at > to) {
        break;
      }
      depth += step;
      points.push([Math.max(at, from), depth]);
      most = Math.max(most, at >= from ? depth : 0);
    }
    points.push([to, depth]);
    return { points, most: Math.max(most, depth) };
  }

  function area({ points, most }, x) {
    const y = (depth) => DEPTH - 2 - (depth / most) * (DEPTH - 4);
    let path = `M0,${DEPTH - 2}`;
    let last = 0;
    for (const [at, depth] of points) {
      path += `L${x(at)},${y(last)}L${x(at)},${y(depth)}`;
      last = depth;
    }
    return `${path}L1000,${y(last)}L1000,${DEPTH - 2}Z`;
  }

  function create() {
    const chart = svg('svg', { preserveAspectRatio: 'none', role: 'img' });
    chart.addEventListener('click', (event) => event.target.dataset.task && app.open(event.target.dataset.task));
    const at = h('p', { class: 'at', role: 'status' });
    const stop = h('div', { class: 'chart', role: 'group', tabindex: '0', onkeydown: (event) => onArrow(event, row), onblur: () => pointAt(row, undefined) }, chart);
    const row = h('section', { class: 'lane' }, h('h2', {}, h('a')), h('p', { class: 'muted' }), at, stop);
    return Object.assign(row, { chart, at, stop });
  }

  function onArrow(event, row) {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (step) {
      event.preventDefault();
      const here = row.spans.indexOf(row.span);
      pointAt(row, row.spans[here < 0 ? (step > 0 ? 0 : row.spans.length - 1) : Math.min(row.spans.length - 1, Math.max(0, here + step))]);
    } else if (event.key === 'Enter' && row.span) {
      app.open(row.span.id);
    }
  }

  function pointAt(row, span) {
    row.span = span;
    setText(row.at, span ? describe(span, row.to).replace('\n', ', ') : '');
    for (const bar of row.chart.querySelectorAll('[data-task]')) {
      bar.classList.toggle('pointed', bar.dataset.task === String(span?.id));
    }
  }

  function describe(span, to) {
    const state = span.outcome ?? (span.started === null ? 'queued' : 'running');
    const ran = span.started === null ? '' : `, ran ${elapsed((span.ended ?? to) - span.started)}`;
    return `${span.name} #${span.id}, ${state.toLowerCase()}\nqueued ${elapsed((span.started ?? span.ended ?? to) - span.created)}${ran}`;
  }

  function update(row, { executor, spans, from, to, partial, since }) {
    const x = (at) => (1000 * (Math.min(Math.max(at, from), to) - from)) / (to - from);
    const { bars, lanes, hidden } = pack(spans, to);
    const depth = depthOf(spans, from, to);
    const top = depth.most > FEW ? DEPTH : 0;
    const running = spans.filter((span) => span.started !== null && span.ended === null).length;
    const waiting = spans.filter((span) => span.started === null && span.ended === null).length;
    const summary = [`${number(running)} running`, `${number(waiting)}${partial && waiting > MAX_WAITING ? ' or more' : ''} queued`, depth.most > FEW ? `${partial ? 'at least' : 'at most'} ${number(depth.most)} waited at once` : '', hidden ? `${number(hidden)} not drawn` : ''].filter(Boolean).join(', ');
    const [heading, caption] = row.children;
    setText(heading.firstElementChild, executor || '(unknown executor)');
    setAttribute(heading.firstElementChild, 'href', executor ? app.href('live', { executor }) : null);
    setText(caption, summary);
    setAttribute(row.chart, 'aria-label', `${executor}: ${summary}`);
    setAttribute(row.stop, 'aria-label', `Tasks of ${executor || 'unknown executors'}, with arrow keys`);
    const height = top + lanes * LANE;
    setAttribute(row.chart, 'viewBox', `0 0 1000 ${height}`);
    row.chart.style.height = `${height}px`;
    const forgotten = since > from ? [{ key: 'forgotten', tag: 'rect', class: 'forgotten', x: 0, y: 0, width: x(since), height, hint: 'What ended in this time has left the termination log' }] : [];
    const shapes = [...forgotten, ...(top ? [{ key: 'depth', tag: 'path', class: 'depth', d: area(depth, x) }] : [])];
    row.to = to;
    row.spans = bars.map(({ span }) => span).sort((one, other) => one.created - other.created || one.id - other.id);
    row.span = row.spans.find((span) => span.id === row.span?.id);
    for (const { span, lane, from: waitedFrom } of bars) {
      const y = top + lane * LANE;
      const queuedTo = span.started ?? span.ended ?? to;
      if (queuedTo - waitedFrom > (to - from) / 1000) {
        shapes.push({ key: `q${span.id}`, tag: 'rect', class: `queued${span.started === null && span.outcome ? ` ${span.outcome.toLowerCase()}` : ''}`, x: x(waitedFrom), y: y + 4, width: Math.max(1, x(queuedTo) - x(waitedFrom)), height: LANE - 8, span });
      }
      if (span.started !== null) {
        shapes.push({ key: `r${span.id}`, tag: 'rect', class: (span.outcome ?? 'running').toLowerCase(), x: x(span.started), y: y + 1, width: Math.max(1.5, x(span.ended ?? to) - x(span.started)), height: LANE - 2, span });
      }
    }
    reconcile(row.chart, shapes, (shape) => shape.key, (shape) => svg(shape.tag, {}, svg('title')), (element, { key, tag, span, hint, ...attributes }) => {
      if (!span) {
        setText(element.firstElementChild, hint ?? '');
      }
      for (const [name, value] of Object.entries(attributes)) {
        setAttribute(element, name, name === 'class' && span ? `${value}${String(span.id) === app.parameters.task ? ' selected' : ''}${span.id === row.span?.id ? ' pointed' : ''}` : value);
      }
      if (span) {
        element.dataset.task = span.id;
        setText(element.firstElementChild, describe(span, to));
      }
    });
  }

  function drawAxis(from, to) {
    const ticks = 6;
    axis.replaceChildren(...Array.from({ length: ticks + 1 }, (none, i) => {
      const mark = h('span', {}, i === ticks ? 'now' : time(new Date(from + ((to - from) * i) / ticks).toISOString()));
      mark.style.left = `${(100 * i) / ticks}%`;
      return mark;
    }));
  }

  const instant = (iso) => iso ? Date.parse(iso) : null;

  return {
    element: h('section', { class: 'view timeline', 'aria-label': 'Timeline' },
      h('div', { class: 'tools' }, ranges, legend, h('div', { class: 'pager' }, text)), axis, list, nothing),

    follow(parameters) {
      for (const button of ranges.children) {
        setAttribute(button, 'aria-pressed', String(button.dataset.seconds === (parameters.seconds ?? '60')));
      }
    },

    async refresh(parameters) {
      const answer = await api.get('/timeline', { seconds: parameters.seconds, limit: SPANS });
      if (parameters !== app.parameters) {
        return answer;
      }
      const from = instant(answer.from);
      const to = instant(answer.to);
      const since = instant(answer.completeSince);
      const executors = new Map();
      for (const task of answer.tasks) {
        const span = { ...task, created: instant(task.createdAt), started: instant(task.startedAt), ended: instant(task.terminatedAt) };
        const key = task.executor ?? '';
        executors.has(key) ? executors.get(key).push(span) : executors.set(key, [span]);
      }
      const rows = [...executors].sort(([a], [b]) => a.localeCompare(b)).map(([executor, spans]) => ({ executor, spans, from, to, partial: answer.matched > answer.tasks.length, since }));
      drawAxis(from, to);
      axis.hidden = legend.hidden = rows.length === 0;
      reconcile(list, rows, (row) => row.executor, create, update);
      setText(text, (since > from ? `ended tasks since ${time(answer.completeSince)}; ` : '') + plural(answer.matched, 'task') + (answer.matched > answer.tasks.length ? `, ${number(answer.tasks.length)} drawn` : ''));
      nothing.replaceChildren(...(rows.length ? [] : [empty('No task was live in this time.')]));
      return answer;
    },
  };
}
