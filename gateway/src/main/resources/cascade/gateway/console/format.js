// Figures, times and addresses as people read them.
import { pref } from './prefs.js';
import { t } from './i18n.js';

const UNITS = ['bit/s', 'kbit/s', 'Mbit/s', 'Gbit/s', 'Tbit/s'];
const locale = () => (pref('lang') === 'zh' ? 'zh-CN' : 'en-GB');

export function bitrate(bps) {
  let value = bps ?? 0;
  let unit = 0;
  while (value >= 1000 && unit < UNITS.length - 1) {
    value /= 1000;
    unit++;
  }
  return `${value >= 100 || unit === 0 ? Math.round(value) : value.toFixed(1)} ${UNITS[unit]}`;
}

/** Bitrate in steps to sort by: what only trembles stays where it is, under the pointer of who is about to click. */
export const loudness = (bps) => Math.round(Math.log2(1 + bps) * 3);

export const count = (number) => (number ?? 0).toLocaleString(locale());

export const percent = (fraction) =>
  fraction > 0 && fraction < 0.0005 ? '<0.1 %' : `${((fraction ?? 0) * 100).toFixed(1)} %`;

export const milliseconds = (ms) => (ms == null ? '–' : ms < 1000 ? `${Math.round(ms)} ms` : `${(ms / 1000).toFixed(2)} s`);

export const time = (instant) =>
  instant ? new Date(instant).toLocaleTimeString(locale(), { hour12: false }) : '–';

export function dateTime(instant) {
  if (!instant) return '–';
  const at = new Date(instant);
  return at.toDateString() === new Date().toDateString() ? time(instant) : `${at.toLocaleDateString(locale())} ${time(instant)}`;
}

/** How long ago, or for how long: one unit, two below a day. */
export function span(ms) {
  const seconds = Math.max(0, Math.floor(ms / 1000));
  if (seconds < 60) return t('span.s', { s: seconds });
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return t('span.m', { m: minutes });
  const hours = Math.floor(minutes / 60);
  return hours < 24 ? t('span.h', { h: hours, m: minutes % 60 }) : t('span.d', { d: Math.floor(hours / 24), h: hours % 24 });
}

export const since = (instant) => span(Date.now() - Date.parse(instant));
