// The small parts of every view.
import { html, useEffect, useState } from '../html.js';
import { t, tOr } from '../i18n.js';

/** A dot with its meaning in words beside it, or for those who cannot see it. */
export const Dot = ({ state, label, quiet }) =>
  html`<span class="dot ${state}" role=${quiet ? 'img' : null} aria-label=${quiet ? label : null} title=${label}></span>${
    quiet ? null : html`<span class="dot-label">${label}</span>`}`;

export const STATE_COLOUR = { online: 'good', registering: 'warn', offline: 'bad', running: 'good', starting: 'warn', lingering: 'idle', ending: 'idle' };

export const Tag = ({ kind = '', children, title }) => html`<span class="tag ${kind}" title=${title}>${children}</span>`;

export const Side = ({ call }) => html`<${Tag} kind="side-${call.side}">${t(`side.${call.side}`)}<//>`;

export const Cause = ({ cause }) => tOr(`cause.${cause}`, cause);

/** An id in figures of one width, grouped so that twenty of them can be read: area, industry, type, number. */
export function Id({ id }) {
  if (!/^\d{20}$/.test(id ?? '')) return html`<span class="id">${id ?? '–'}</span>`;
  return html`<span class="id"><span>${id.slice(0, 8)}</span><span>${id.slice(8, 10)}</span><b>${id.slice(10, 13)}</b><span>${id.slice(13)}</span></span>`;
}

export const Facts = ({ rows }) =>
  html`<dl class="facts">${rows.filter(Boolean).map(
    ([name, value]) => html`<div key=${name}><dt>${name}</dt><dd>${value ?? '–'}</dd></div>`)}</dl>`;

export const Empty = ({ children }) => html`<p class="empty">${children}</p>`;

export const Card = ({ title, extra, children, kind = '' }) =>
  html`<section class="card ${kind}"><header><h2>${title}</h2>${extra}</header>${children}</section>`;

/** How much of a limit is used; amber from four fifths on. */
export function Gauge({ label, used, limit, text }) {
  const share = limit > 0 ? Math.min(1, used / limit) : 0;
  const colour = share >= 0.95 ? 'bad' : share >= 0.8 ? 'warn' : 'good';
  return html`<div class="gauge">
    <div><span>${label}</span><span class="num">${text}</span></div>
    <div class="bar" role="meter" aria-label=${label} aria-valuemin="0" aria-valuemax=${limit || used} aria-valuenow=${used}>
      <i class=${colour} style=${{ width: `${share * 100}%` }}></i></div>
  </div>`;
}

export const ErrorNote = ({ problem }) =>
  html`<p class="error-note" role="alert">${problem.status === 403 ? t('error.forbidden') : problem.status ? problem.message : t('error.unreachable')}</p>`;

/** What a promise brings: {value}, {problem} or {loading}; asked anew when one of the keys changes. */
export function useAsked(make, keys) {
  const [answer, setAnswer] = useState({ loading: true });
  useEffect(() => {
    const abort = new AbortController();
    setAnswer((before) => ({ ...before, loading: true }));
    make(abort.signal).then(
      (value) => !abort.signal.aborted && setAnswer({ value }),
      (problem) => !abort.signal.aborted && setAnswer({ problem }),
    );
    return () => abort.abort();
  }, keys);
  return answer;
}

/** A button that asks once more before it changes something, without a dialog in the way. */
export function Sure({ label, question, onYes, kind = '' }) {
  const [asked, setAsked] = useState(false);
  useEffect(() => {
    if (!asked) return undefined;
    const timer = setTimeout(() => setAsked(false), 5000);
    return () => clearTimeout(timer);
  }, [asked]);
  return asked
    ? html`<button type="button" class="button danger" onClick=${() => (setAsked(false), onYes())}>${question}</button>`
    : html`<button type="button" class="button ${kind}" onClick=${() => setAsked(true)}>${label}</button>`;
}
