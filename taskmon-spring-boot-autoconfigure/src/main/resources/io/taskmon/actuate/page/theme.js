// Colours: as the system has them, light or dark.

import { h, setText, setAttribute } from './dom.js';

const THEMES = ['auto', 'light', 'dark'];
const KEY = 'taskmon.theme';

export function themeButton() {
  const button = h('button', { type: 'button', class: 'quiet', onclick: next });
  let chosen = 'auto';

  function show(value) {
    setAttribute(document.documentElement, 'data-theme', value === 'auto' ? null : value);
    setText(button, { auto: '◐', light: '○', dark: '●' }[value]);
    setAttribute(button, 'aria-label', `Colours: ${value}`);
    setAttribute(button, 'title', `Colours: ${value === 'auto' ? 'as the system' : value}`);
  }

  function next() {
    chosen = THEMES[(THEMES.indexOf(stored()) + 1) % THEMES.length];
    try {
      localStorage.setItem(KEY, chosen);
    } catch {
      // Where nothing can be kept it lasts as long as the page
    }
    show(chosen);
  }

  function stored() {
    try {
      return THEMES.find((value) => value === localStorage.getItem(KEY)) ?? chosen;
    } catch {
      return chosen;
    }
  }

  show(stored());
  return button;
}
