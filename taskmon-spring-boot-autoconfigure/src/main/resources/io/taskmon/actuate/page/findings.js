// What is wrong: the view of the findings, and the badge that leads to it.

import * as api from './api.js';
import { h, setText, setAttribute, reconcile, plural, empty } from './dom.js';

const INTERVAL = 5_000;
const SEVERITIES = ['CRITICAL', 'WARNING', 'INFO'];
const KINDS = { CANCELLED_RUNNING: 'Cancelled, but running' };

/** What is wrong, or null where nothing tells. However many ask, the application is asked once, and not again for a while. */
export function diagnosis() {
  let answeredAt = -Infinity;
  let latest;

  async function ask() {
    try {
      return (await api.getIfThere('/diagnosis'))?.findings ?? null;
    } finally {
      answeredAt = performance.now();
    }
  }

  return {
    findings() {
      if (performance.now() - answeredAt >= INTERVAL) {
        answeredAt = Infinity;
        latest = ask();
      }
      return latest;
    },

    forget() {
      answeredAt = -Infinity;
    },
  };
}

const isTrouble = (finding) => finding.severity !== 'INFO';

const countsOf = (findings) => SEVERITIES
  .map((severity) => [severity, findings.filter((finding) => finding.severity === severity).length])
  .filter(([, count]) => count);

const words = (count, severity) => severity === 'WARNING' ? plural(count, 'warning') : `${count} ${severity.toLowerCase()}`;

export function findingsBadge(href) {
  const text = h('span');
  const worst = h('span', { class: 'unseen' });
  const link = h('a', { href, hidden: true }, text, worst);
  return {
    // Always there, else readers of screens would not hear what comes
    element: h('span', { role: 'status' }, link),

    show(findings) {
      const trouble = findings.filter(isTrouble);
      link.hidden = trouble.length === 0;
      if (trouble.length === 0) {
        return;
      }
      const counts = countsOf(trouble).map(([severity, count]) => words(count, severity)).join(', ');
      setAttribute(link, 'class', `badge ${trouble[0].severity.toLowerCase()}`);
      setAttribute(link, 'title', trouble.map((finding) => finding.summary).join('\n'));
      setText(text, plural(trouble.length, 'finding'));
      setText(worst, ` (${counts})`);
    },
  };
}

export function findingsView(app) {
  const range = h('span', { class: 'range' });
  const nothing = h('div');
  const list = h('ul', { class: 'cards' });

  function card() {
    const element = h('li', { class: 'finding' },
      h('h2', {}, h('span'), ' ', h('span')),
      h('p', { class: 'summary' }),
      h('ul', { class: 'evidence' }),
      h('dl', { class: 'leads' }));
    const [head, summary, evidence, leads] = element.children;
    element.parts = { severity: head.firstElementChild, kind: head.lastElementChild, summary, evidence, leads };
    return element;
  }

  function update({ parts }, finding) {
    setAttribute(parts.severity, 'class', `pill ${finding.severity.toLowerCase()}`);
    setText(parts.severity, finding.severity.toLowerCase());
    setText(parts.kind, kindText(finding.kind));
    setText(parts.summary, finding.summary);
    parts.evidence.hidden = finding.evidence.length === 0;
    reconcile(parts.evidence, [...finding.evidence.entries()], ([i]) => i, () => h('li'), (line, [, text]) => setText(line, text));
    const leads = [
      finding.tasks.length ? [finding.tasks.length === 1 ? 'Task' : 'Tasks', taskLinks, finding.tasks] : null,
      finding.executor ? ['Executor', executorLink, finding.executor] : null,
      finding.next ? ['Console', command, finding.next] : null,
    ].filter(Boolean);
    parts.leads.hidden = leads.length === 0;
    reconcile(parts.leads, leads, ([term]) => term, ([term]) => h('div', {}, h('dt', {}, term), h('dd')), (lead, [, show, value]) => show(lead.lastElementChild, value));
  }

  function taskLinks(element, ids) {
    reconcile(element, ids, (id) => id, (id) => h('a', { class: 'task' }, `#${id}`), (link, id) => {
      setAttribute(link, 'href', app.taskHref(id));
      setAttribute(link, 'aria-current', String(id) === app.parameters.task ? 'true' : null);
    });
  }

  function executorLink(element, name) {
    const link = element.firstElementChild ?? element.appendChild(h('a', { class: 'task' }));
    setText(link, name);
    setAttribute(link, 'href', app.href('live', { executor: name, task: app.parameters.task }));
  }

  function command(element, text) {
    setText(element.firstElementChild ?? element.appendChild(h('code')), text);
  }

  /** Findings have no number; of those of a kind about an executor the first stays the first. */
  function keyed(findings) {
    const seen = new Map();
    return findings.map((finding) => {
      const subject = `${finding.kind} ${finding.executor ?? ''}`;
      seen.set(subject, (seen.get(subject) ?? 0) + 1);
      return { key: `${subject} ${seen.get(subject)}`, finding };
    });
  }

  function show(findings) {
    const hadFocus = list.contains(document.activeElement);
    reconcile(list, keyed(findings), ({ key }) => key, card, (element, { finding }) => update(element, finding));
    if (hadFocus && !list.contains(document.activeElement)) {
      list.closest('main').focus({ preventScroll: true });
    }
    list.hidden = findings.length === 0;
    setText(range, countsOf(findings).map(([severity, count]) => words(count, severity)).join(', '));
  }

  function say(findings) {
    const title = findings === null ? 'This application does not tell what is wrong.'
      : findings.some(isTrouble) ? '' : 'Nothing is wrong that taskmon can see.';
    if (nothing.textContent !== title) {
      nothing.replaceChildren(...(title ? [empty(title)] : []));
    }
  }

  return {
    element: h('section', { class: 'view findings', 'aria-label': 'Findings' },
      h('div', { class: 'tools' }, h('p', { class: 'muted' }, 'What is wrong with the tasks, and how that is known.'), h('div', { class: 'pager' }, range)),
      nothing, list),

    async refresh(parameters) {
      const findings = await app.findings();
      const selection = getSelection();
      if (parameters !== app.parameters || (selection && !selection.isCollapsed && list.contains(selection.anchorNode))) {
        return;
      }
      say(findings);
      show(findings ?? []);
    },
  };
}

function kindText(kind) {
  return KINDS[kind] ?? kind[0] + kind.substring(1).toLowerCase().replaceAll('_', ' ');
}
