// Elements, and how times and places are written. What others chose becomes text nodes only.

// What orders text anew, hides in it or is no character at all, but for the line feeds of hints
const UNSEEN = /(?!\n)[\p{Cc}\p{Cf}\p{Cs}\u2028\u2029]/gu;

/** Writes marks in the place of what would be obeyed instead of shown, the same as in the endpoint's text. */
export function plain(text) {
  return String(text).replace(UNSEEN, (each) => `\\u${each.codePointAt(0).toString(16).padStart(4, '0')}`);
}

// Values, addresses and classes are read by programs
const isShown = (attribute) => attribute === 'title' || attribute === 'placeholder' || attribute.startsWith('aria-');

const SVG = 'http://www.w3.org/2000/svg';

function fill(element, attributes, children) {
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) {
      continue;
    }
    if (name.startsWith('on')) {
      element.addEventListener(name.substring(2), value);
    } else if (name === 'class') {
      element.setAttribute('class', value);
    } else if (name === 'value' || name === 'checked' || name === 'disabled') {
      element[name] = value;
    } else {
      element.setAttribute(name, value === true ? '' : isShown(name) ? plain(value) : value);
    }
  }
  element.append(...children.flat(Infinity)
    .filter((child) => child !== null && child !== undefined && child !== false)
    .map((child) => child instanceof Node ? child : plain(child)));
  return element;
}

export function h(tag, attributes = {}, ...children) {
  return fill(document.createElement(tag), attributes, children);
}

export function svg(tag, attributes = {}, ...children) {
  return fill(document.createElementNS(SVG, tag), attributes, children);
}

/** Changes text only where it differs, so that a selection in it survives. */
export function setText(element, text) {
  const shown = plain(text ?? '');
  if (element.textContent !== shown) {
    element.textContent = shown;
  }
}

export function setAttribute(element, name, value) {
  if (value === null || value === undefined || value === false) {
    element.removeAttribute(name);
    return;
  }
  const shown = isShown(name) ? plain(value) : String(value);
  if (element.getAttribute(name) !== shown) {
    element.setAttribute(name, shown);
  }
}

/** Puts elements for items into a parent, reusing those that are there for the same key. */
export function reconcile(parent, items, keyOf, create, update) {
  const known = parent.knownElements ?? new Map();
  const focused = parent.contains(document.activeElement) ? document.activeElement : null;
  const next = new Map();
  for (const item of items) {
    const key = keyOf(item);
    if (!next.has(key)) {
      next.set(key, item);
    }
  }
  // First, so that what comes after need not move: what moves loses the focus
  for (const [key, element] of known) {
    if (!next.has(key)) {
      element.remove();
    }
  }
  let cursor = parent.firstElementChild;
  for (const [key, item] of next) {
    const element = known.get(key) ?? create(item);
    update?.(element, item);
    next.set(key, element);
    if (element === cursor) {
      cursor = cursor.nextElementSibling;
    } else {
      parent.insertBefore(element, cursor);
    }
  }
  parent.knownElements = next;
  if (focused?.isConnected && document.activeElement !== focused) {
    focused.focus({ preventScroll: true });
  }
}

/** Milliseconds of an ISO-8601 duration as the endpoint writes it. */
export function millisOf(duration) {
  const match = /^(-?)PT(?:(-?[\d.]+)H)?(?:(-?[\d.]+)M)?(?:(-?[\d.]+)S)?$/.exec(duration ?? '');
  return match ? ((match[2] ?? 0) * 3600 + (match[3] ?? 0) * 60 + Number(match[4] ?? 0)) * 1000 : null;
}

const pair = (large, unit, small, smallUnit) => `${large}${unit}${String(small).padStart(2, '0')}${smallUnit}`;

export function elapsed(millis) {
  if (millis === null || millis === undefined || Number.isNaN(millis)) {
    return '';
  }
  const ms = Math.max(0, Math.floor(millis));
  const seconds = Math.floor(ms / 1000);
  if (seconds < 1) {
    return `${ms}ms`;
  }
  if (seconds < 60) {
    return `${seconds}.${Math.floor((ms % 1000) / 100)}s`;
  }
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) {
    return pair(minutes, 'm', seconds % 60, 's');
  }
  const hours = Math.floor(minutes / 60);
  return hours < 24 ? pair(hours, 'h', minutes % 60, 'm') : pair(Math.floor(hours / 24), 'd', hours % 24, 'h');
}

export const number = (value) => Number(value ?? 0).toLocaleString('en');

export const plural = (count, one, many = one + 's') => `${number(count)} ${count === 1 ? one : many}`;

export function time(iso) {
  const date = new Date(iso);
  const two = (value) => String(value).padStart(2, '0');
  const clock = `${two(date.getHours())}:${two(date.getMinutes())}:${two(date.getSeconds())}`;
  return Math.abs(Date.now() - date) < 64_800_000 ? clock : `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())} ${clock}`;
}

/** Splits com.acme.Type.method(Type.java:42) into what is read first and what is read on demand. */
export function frameParts(frame) {
  const match = /^(.*?)([^.]+)\.([^.(]+)\((.*)\)$/.exec(frame);
  return match ? { packages: match[1], method: `${match[2]}.${match[3]}`, place: match[4] } : { packages: '', method: frame, place: '' };
}

export function shortSite(site) {
  if (!site) {
    return '';
  }
  const parts = frameParts(site);
  const line = /:(\d+)$/.exec(parts.place);
  return parts.method + (line ? `:${line[1]}` : '');
}

export function shortType(type) {
  return type ? type.substring(type.lastIndexOf('.') + 1) : '';
}

export function pill(kind, text = kind) {
  return h('span', { class: `pill ${kind.toLowerCase()}` }, text.toLowerCase());
}

export function empty(title, ...more) {
  return h('div', { class: 'state' }, h('p', { class: 'state-title' }, title), more.map((text) => h('p', {}, text)));
}
