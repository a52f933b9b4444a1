// Channels by a part of their name or id, page by page as they come into sight; one of them with who sees it.
import { html, useEffect, useRef, useState } from '../html.js';
import { ask, path } from '../api.js';
import { t } from '../i18n.js';
import { live } from '../live.js';
import { go } from '../route.js';
import { count } from '../format.js';
import { Dot, Empty, ErrorNote, Id, Tag } from '../part/parts.js';
import { VirtualList } from '../part/virtual.js';
import { Split } from '../part/split.js';
import { Channel } from './channel.js';

const PAGE = 100;
const WAIT = 200;

/** The pages of one search, fetched when a row of them is asked for. */
function usePages(q, domain) {
  const [, setTick] = useState(0);
  const state = useRef(null);
  const key = `${domain}/${q}`;
  if (state.current?.key !== key) {
    state.current?.abort.abort();
    state.current = { key, abort: new AbortController(), pages: new Map(), total: null, problem: null };
  }
  const now = state.current;
  const want = (page) => {
    if (now.pages.has(page)) return;
    now.pages.set(page, null);
    ask(path(['channels'], { q, domain, offset: page * PAGE, limit: PAGE }), { signal: now.abort.signal }).then(
      (answer) => {
        now.pages.set(page, answer.channels);
        now.total = answer.total;
        setTick((tick) => tick + 1);
      },
      (problem) => {
        now.pages.delete(page);
        if (problem.name !== 'AbortError') now.problem = problem;
        setTick((tick) => tick + 1);
      });
  };
  useEffect(() => want(0), [key]);
  return {
    total: now.total, problem: now.problem,
    row: (index) => now.pages.get(Math.floor(index / PAGE))?.[index % PAGE],
    onRange: (first, last) => {
      if (now.total === null) return;
      for (let page = Math.floor(first / PAGE); page <= Math.floor(Math.max(first, last - 1) / PAGE); page++) want(page);
    },
  };
}

export function Channels({ id, parameters }) {
  const [text, setText] = useState(parameters.q ?? '');
  const { q = '', domain = '' } = parameters;
  useEffect(() => {
    if (text === q) return undefined;
    const timer = setTimeout(() => go('channels', id, { ...parameters, q: text }, { replace: true }), WAIT);
    return () => clearTimeout(timer);
  }, [text]);
  const pages = usePages(q, domain);
  const open = (index) => {
    const channel = pages.row(index);
    if (channel) go('channels', channel.id, { ...parameters, of: channel.domain });
  };
  return html`<${Split} detail=${id && html`<${Channel} key=${`${parameters.of}/${id}`} id=${id} lower=${parameters.of} />`} title=${t('section.channels')}>
    <div class="bar-of-filters" role="search">
      <input type="search" value=${text} placeholder=${t('channels.search')} aria-label=${t('channels.search')} onInput=${(event) => setText(event.target.value)}
        onKeyDown=${(event) => event.key === 'ArrowDown' && (event.preventDefault(), document.querySelector('.vbox')?.focus())} />
      <select aria-label=${t('domain')} value=${domain} onChange=${(event) => go('channels', id, { ...parameters, domain: event.target.value }, { replace: true })}>
        <option value="">${t('domains.all')}</option>
        ${['upper', 'lower'].map((role) => html`<optgroup label=${t(`${role}s`)}>${[...live.domains.values()].filter((one) => one.role === role).map((one) =>
          html`<option key=${one.name} value=${one.name}>${one.name}</option>`)}</optgroup>`)}
      </select>
      <span class="num found">${pages.total === null ? '' : t('n.channels', { n: count(pages.total) })}</span>
    </div>
    ${pages.problem && html`<${ErrorNote} problem=${pages.problem} />`}
    ${pages.total === 0 ? html`<${Empty}>${t('channels.none')}<//>`
      : html`<${VirtualList} key=${`${domain}/${q}`} total=${pages.total ?? 0} height=${44} label=${t('section.channels')} onOpen=${open} onRange=${pages.onRange}
          row=${(index) => html`<${Row} channel=${pages.row(index)} chosen=${id} />`} />`}
  <//>`;
}

function Row({ channel, chosen }) {
  if (!channel) return html`<span class="ghost"></span>`;
  const on = channel.status === 'on';
  return html`<div class="cells channel ${channel.id === chosen ? 'chosen' : ''}">
    <span class="name"><${Dot} state=${on ? 'good' : 'bad'} label=${t(on ? 'on' : 'off')} quiet /> ${channel.name || t('unnamed')}</span>
    <${Id} id=${channel.id} />
    <span class="from">${channel.domain}</span>
    <span class="to">${channel.exports.length === 0 ? html`<span class="soft">${t('shared.none')}</span>`
      : channel.exports.map((one) => html`<${Tag} key=${one.domain} title=${one.id}>${one.domain}<//>`)}</span></div>`;
}
