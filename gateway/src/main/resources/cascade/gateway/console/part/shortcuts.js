// The keys that work everywhere, and the card that tells them.
import { html, useEffect, useRef } from '../html.js';
import { t } from '../i18n.js';
import { nextLanguage, nextTheme } from '../prefs.js';
import { SECTION_NAMES, go, route } from '../route.js';

const typing = (target) => target.closest?.('input, textarea, select');

/** Follows the keys until the function that it returns is called. */
export function onShortcut({ help, close }) {
  const onKey = (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === 'Escape') {
      if (typing(event.target)) event.target.blur();
      else if (document.querySelector('.sheet')) close();
      else if (route().id) go(route().section, '', route().parameters);
      return;
    }
    if (typing(event.target)) return;
    const section = SECTION_NAMES[Number(event.key) - 1];
    if (section) go(section);
    else if (event.key === '/') focusSearch();
    else if (event.key === 'l') nextLanguage();
    else if (event.key === 't') nextTheme();
    else if (event.key === '?') help();
    else return;
    event.preventDefault();
  };
  addEventListener('keydown', onKey);
  return () => removeEventListener('keydown', onKey);
}

function focusSearch() {
  const search = document.querySelector('input[type=search]');
  if (search) search.focus();
  else {
    go('channels');
    requestAnimationFrame(() => requestAnimationFrame(() => document.querySelector('input[type=search]')?.focus()));
  }
}

const KEYS = [['1 – 6', 'key.section'], ['/', 'key.search'], ['↑ ↓ PgUp PgDn', 'key.move'], ['Enter', 'key.open'], ['Esc', 'key.close'], ['L', 'language'], ['T', 'theme'], ['?', 'keys']];

export function Shortcuts({ onClose }) {
  const close = useRef(null);
  useEffect(() => {
    const before = document.activeElement;
    close.current.focus();
    return () => before?.focus?.();
  }, []);
  return html`<div class="sheet" onClick=${(event) => event.target === event.currentTarget && onClose()}>
    <div role="dialog" aria-modal="true" aria-label=${t('keys')}>
      <header><h2>${t('keys')}</h2><button type="button" class="tool" ref=${close} onClick=${onClose} aria-label=${t('close')}>×</button></header>
      <dl class="facts">${KEYS.map(([key, words]) => html`<div key=${key}><dt><kbd>${key}</kbd></dt><dd>${t(words)}</dd></div>`)}</dl>
    </div></div>`;
}
