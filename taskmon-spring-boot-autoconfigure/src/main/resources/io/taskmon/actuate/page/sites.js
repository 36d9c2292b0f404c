// Creation sites as an icicle: calls and tasks from the root down to what was submitted, as wide as they weigh.

import * as api from './api.js';
import { h, setText, setAttribute, elapsed, number, shortSite, empty, reconcile } from './dom.js';
import { table } from './table.js';

const NODES = 600;
const ROW = 24;
const WEIGHTS = { live: ['Live now', 'Live tasks'], rate: ['Last minute', 'Tasks created in the last minute: live tasks and those in the termination log'], time: ['Time', 'Time that tasks have run: live tasks and those in the termination log'] };

export function sitesView(app) {
  const weights = h('div', { class: 'segments', role: 'group', 'aria-label': 'Weight' }, Object.entries(WEIGHTS).map(([by, [label, title]]) =>
    h('button', { type: 'button', 'data-by': by, title, onclick: () => app.set({ by: by === 'live' ? undefined : by, zoom: undefined }) }, label)));
  const trail = h('div', { class: 'trail' });
  const icicle = h('div', { class: 'icicle', role: 'group', 'aria-label': 'Creation sites, with arrow keys', onkeydown: onArrow, onfocusin: (event) => stopAt(event.target) });
  const nothing = h('div');
  let profile;
  let stop;

  const heaviest = table(app, {
    caption: 'Heaviest creation sites',
    keyOf: (each) => each.key,
    columns: [
      { title: 'Weight', className: 'number', text: (each) => weightText(each.weight) },
      { title: 'Share', unseen: true, className: 'share', render: shareCell },
      { title: 'Task', header: true, className: 'name', render: linkCell },
      { title: 'Created from', className: 'site', text: (each) => shortSite(each.site), hint: (each) => each.site },
    ],
  });

  const weightText = (weight) => profile.weight === 'TIME' ? elapsed(weight) : number(weight);
  const labelOf = (node) => node.task ? node.label : shortSite(node.label);

  function shareCell(cell, each) {
    if (!cell.firstElementChild) {
      cell.append(h('span', { class: 'bar' }, h('i', { class: 'running' })));
    }
    cell.firstElementChild.firstElementChild.style.width = `${(100 * each.weight) / Math.max(1, profile.total)}%`;
  }

  function linkCell(cell, each) {
    const link = cell.firstElementChild ?? cell.appendChild(h('a', { class: 'task' }));
    setText(link, each.name);
    setAttribute(link, 'href', app.href('live', { filter: each.name, site: each.site || undefined }));
  }

  /** What a task node weighs itself, less the tasks that it created. */
  function leaves(nodes, site, found) {
    for (const node of nodes) {
      const below = node.children.reduce((sum, child) => sum + child.weight, 0);
      if (node.task && node.weight > below) {
        const key = `${node.label}\n${site}`;
        const leaf = found.get(key) ?? { key, name: node.label, site, weight: 0 };
        leaf.weight += node.weight - below;
        found.set(key, leaf);
      }
      leaves(node.children, node.task ? '' : node.label, found);
    }
    return found;
  }

  function zoomed() {
    let nodes = profile.roots;
    const path = [];
    for (const index of (app.parameters.zoom ?? '').split('.').filter(Boolean)) {
      const node = nodes.find((each) => keyOf(each) === decodeURIComponent(index));
      if (!node) {
        break;
      }
      path.push(node);
      nodes = node.children;
    }
    return path;
  }

  const keyOf = (node) => (node.task ? 't:' : 'f:') + node.label;
  const zoomOf = (path) => path.map((node) => encodeURIComponent(keyOf(node)).replaceAll('.', '%2E')).join('.') || undefined;

  function blocks(path) {
    const above = path.slice(0, -1);
    const focus = path.at(-1);
    const found = [];
    const rows = [];
    const add = (node, way, depth, left, width) => {
      if (width < 0.002) {
        return;
      }
      found.push({ node, way, depth, left, width, key: zoomOf(way) });
      rows[depth] = true;
      let at = left;
      for (const child of node.children) {
        const share = (width * child.weight) / Math.max(1, node.weight);
        add(child, [...way, child], depth + 1, at, share);
        at += share;
      }
    };
    above.forEach((node, depth) => {
      found.push({ node, way: path.slice(0, depth + 1), depth, left: 0, width: 1, key: zoomOf(path.slice(0, depth + 1)), above: true });
      rows[depth] = true;
    });
    if (focus) {
      add(focus, path, above.length, 0, 1);
    } else {
      let at = 0;
      for (const root of profile.roots) {
        const share = root.weight / Math.max(1, profile.total);
        add(root, [root], 0, at, share);
        at += share;
      }
    }
    return { found, depth: rows.length };
  }

  /** One stop of the tab key for all blocks; arrows go from one to the next. */
  function onArrow(event) {
    const here = event.target.block;
    const middle = ({ left, width }) => left + width / 2;
    const within = (outer, inner) => middle(inner) > outer.left && middle(inner) < outer.left + outer.width;
    const next = here && {
      ArrowDown: (each) => each.depth === here.depth + 1 && within(here, each),
      ArrowUp: (each) => each.depth === here.depth - 1 && within(each, here),
      ArrowRight: (each) => each.depth === here.depth && each.left > here.left,
      ArrowLeft: (each) => each.depth === here.depth && each.left < here.left,
    }[event.key];
    if (!next) {
      return;
    }
    event.preventDefault();
    const found = [...icicle.children].filter((each) => next(each.block)).sort((one, other) => one.block.left - other.block.left);
    (event.key === 'ArrowLeft' ? found.at(-1) : found[0])?.focus();
  }

  function stopAt(button) {
    stop = button;
    for (const each of icicle.children) {
      each.tabIndex = each === button ? 0 : -1;
    }
  }

  function draw() {
    const path = zoomed();
    const { found, depth } = blocks(path);
    icicle.style.height = `${depth * ROW}px`;
    reconcile(icicle, found, (block) => block.key, () => h('button', { type: 'button' }), (button, block) => {
      const share = (100 * block.node.weight) / Math.max(1, profile.total);
      setAttribute(button, 'class', `block ${block.node.task ? 'of-task' : 'of-frame'}${block.above ? ' above' : ''}${block.width > 0.02 ? '' : ' narrow'}${share >= 50 && block.node.task ? ' heavy' : ''}`);
      setText(button, block.width > 0.02 ? labelOf(block.node) : '');
      setAttribute(button, 'title', `${block.node.label}\n${weightText(block.node.weight)}, ${share.toFixed(1)} %`);
      setAttribute(button, 'aria-label', `${labelOf(block.node)}, ${weightText(block.node.weight)}`);
      button.style.left = `${100 * block.left}%`;
      button.style.width = `${100 * block.width}%`;
      button.style.top = `${block.depth * ROW}px`;
      button.block = block;
      button.onclick = () => app.set({ zoom: app.parameters.zoom === block.key ? zoomOf(block.way.slice(0, -1)) : block.key });
    });
    stopAt(stop?.isConnected ? stop : icicle.firstElementChild);
    trail.replaceChildren(...(path.length ? [h('button', { type: 'button', class: 'quiet', onclick: () => app.set({ zoom: undefined }) }, '‹ All'),
      h('span', {}, ` ${labelOf(path.at(-1))}: ${weightText(path.at(-1).weight)} of ${weightText(profile.total)}`)] : []));
  }

  return {
    element: h('section', { class: 'view sites', 'aria-label': 'Creation sites' },
      h('div', { class: 'tools' }, weights, trail), icicle,
      heaviest.element, nothing),

    follow(parameters) {
      for (const button of weights.children) {
        setAttribute(button, 'aria-pressed', String(button.dataset.by === (parameters.by ?? 'live')));
      }
    },

    async refresh(parameters) {
      const answer = await api.get('/sites', { by: parameters.by, limit: NODES });
      if (parameters !== app.parameters) {
        return answer;
      }
      profile = answer;
      const any = profile.roots.length > 0;
      icicle.hidden = heaviest.element.hidden = !any;
      nothing.replaceChildren(...(any ? [] : [empty(parameters.by === 'rate' ? 'No task was created in the last minute.' : parameters.by === 'time' ? 'No task has run yet.' : 'Nothing is going on.', 'Each block is a call or a task on the way to a creation site, as wide as what was created there weighs.')]));
      draw();
      heaviest.show([...leaves(profile.roots, '', new Map()).values()].sort((a, b) => b.weight - a.weight).slice(0, 25));
      return answer;
    },
  };
}
