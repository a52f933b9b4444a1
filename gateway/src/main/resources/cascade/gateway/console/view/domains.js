// All domains with their state; one of them with its counters, its errors, its messages.
import { html } from '../html.js';
import { t } from '../i18n.js';
import { live } from '../live.js';
import { go } from '../route.js';
import { bitrate, count, since } from '../format.js';
import { Dot, Empty, STATE_COLOUR, Tag } from '../part/parts.js';
import { VirtualList } from '../part/virtual.js';
import { Split } from '../part/split.js';
import { Domain } from './domain.js';
import { flows } from './flows.js';

const RANK = { bad: 0, warn: 1, good: 2 };

export function Domains({ id, parameters }) {
  const { q = '', show = '' } = parameters;
  const set = (change) => go('domains', id, { ...parameters, ...change }, { replace: true });
  const words = q.toLowerCase();
  const rows = [...live.domains.values()]
    .filter((domain) => !words || [domain.name, domain.deviceId, domain.network, domain.peerAddress].some((field) => field?.toLowerCase().includes(words)))
    .filter((domain) => show !== 'offline' || domain.state !== 'online')
    .filter((domain) => !['upper', 'lower'].includes(show) || domain.role === show)
    .sort((a, b) => RANK[STATE_COLOUR[a.state]] - RANK[STATE_COLOUR[b.state]]);
  const flow = flows(live.streams).byDomain;
  return html`<${Split} detail=${id && html`<${Domain} key=${id} name=${id} flow=${flow.get(id)} />`} title=${t('section.domains')}>
    <div class="bar-of-filters" role="search">
      <input type="search" value=${q} placeholder=${t('domains.search')} aria-label=${t('domains.search')} onInput=${(event) => set({ q: event.target.value })} />
      <select aria-label=${t('show')} value=${show} onChange=${(event) => set({ show: event.target.value })}>
        ${['', 'offline', 'upper', 'lower'].map((one) => html`<option key=${one} value=${one}>${t(`show.${one || 'all'}`)}</option>`)}</select>
      <span class="num found">${t('n.domains', { n: count(rows.length) })}</span>
    </div>
    ${rows.length === 0 ? html`<${Empty}>${t('domains.none')}<//>`
      : html`<${VirtualList} total=${rows.length} height=${48} label=${t('section.domains')} selected=${rows.findIndex((domain) => domain.name === id)}
          onOpen=${(index) => go('domains', rows[index].name, parameters)} row=${(index) => html`<${Row} domain=${rows[index]} flow=${flow.get(rows[index].name)} />`} />`}
  <//>`;
}

const Row = ({ domain, flow }) => html`<div class="cells domain-row">
  <span class="name"><${Dot} state=${STATE_COLOUR[domain.state]} label=${t(`state.${domain.state}`)} quiet /> <b>${domain.name}</b></span>
  <${Tag} kind=${`role-${domain.role}`}>${t(domain.role)}<//>
  <span class="address">${domain.peerAddress ?? '–'}</span>
  <span class="detail ${domain.lastError ? 'bad-text' : 'soft'}" title=${domain.lastError}>${domain.lastError ?? t('n.channels', { n: count(domain.counters.channels) })}</span>
  <span class="num">${domain.state === 'online' ? bitrate(flow?.bps ?? 0) : t(`state.${domain.state}`)}</span>
  <span class="num soft age">${since(domain.since)}</span></div>`;
