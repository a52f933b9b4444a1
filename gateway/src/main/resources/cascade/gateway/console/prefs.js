// What this browser remembers of its user: language and theme. Nothing else is kept.
const KEY = 'cascade-console';
const listeners = new Set();
const prefs = { lang: navigator.language.startsWith('zh') ? 'zh' : 'en', theme: 'auto', ...read() };

function read() {
  try {
    return JSON.parse(localStorage.getItem(KEY)) ?? {};
  } catch {
    return {};
  }
}

export const pref = (name) => prefs[name];

export function setPref(name, value) {
  prefs[name] = value;
  try {
    localStorage.setItem(KEY, JSON.stringify(prefs));
  } catch {
    // a browser that keeps nothing: for this visit only
  }
  apply();
  listeners.forEach((listener) => listener());
}

export function onPref(listener) {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function apply() {
  const root = document.documentElement;
  root.lang = prefs.lang === 'zh' ? 'zh-CN' : 'en';
  if (prefs.theme === 'auto') delete root.dataset.theme;
  else root.dataset.theme = prefs.theme;
}

/** Is what is shown dark, by choice or by the system? */
export const isDark = () =>
  prefs.theme === 'dark' || (prefs.theme === 'auto' && matchMedia('(prefers-color-scheme: dark)').matches);

export const nextLanguage = () => setPref('lang', prefs.lang === 'zh' ? 'en' : 'zh');

const THEMES = ['auto', 'light', 'dark'];

export const nextTheme = () => setPref('theme', THEMES[(THEMES.indexOf(prefs.theme) + 1) % THEMES.length]);
