// All streams as they run, those in trouble first or by what the user sorts them; one of them leg by leg.
import { html } from '../html.js';
import { t } from '../i18n.js';
import { live } from '../live.js';
import { go } from '../route.js';
import { bitrate, count, loudness, percent, since } from '../format.js';
import { Dot, Empty, Id, STATE_COLOUR, Tag } from '../part/parts.js';
import { Spark } from '../part/spark.js';
import { VirtualList } from '../part/virtual.js';
import { Split } from '../part/split.js';
import { Stream } from './stream.js';

const SORTS = {
  trouble: (a, b) => trouble(b) - trouble(a),
  bitrate: (a, b) => loudness(b.bps) - loudness(a.bps),
  newest: (a, b) => (a.since < b.since ? 1 : -1),
  viewers: (a, b) => viewersOf(b) - viewersOf(a),
};

const viewersOf = (stream) => stream.uppers.reduce((sum, upper) => sum + upper.viewers, 0);
const lossOf = (stream) => Math.max(stream.loss, ...stream.uppers.map((upper) => upper.loss));
/** 2: no media; 1 and a little: loss; 0: none. */
const trouble = (stream) => (stream.state === 'running' && stream.bps === 0 ? 2 : lossOf(stream) >= 0.01 ? 1 + Math.round(lossOf(stream) * 20) / 20 : 0);

export function Streams({ id, parameters }) {
  const { q = '', sort = 'trouble' } = parameters;
  const set = (change) => go('streams', id, { ...parameters, ...change }, { replace: true });
  const words = q.toLowerCase();
  const fits = (stream) => !words || [stream.channelId, stream.domain, stream.kind, ...stream.uppers.map((upper) => upper.domain)].some((field) => field.toLowerCase().includes(words));
  const rows = [...live.streams.values()].filter(fits).sort((a, b) => (SORTS[sort] ?? SORTS.trouble)(a, b) || (a.id < b.id ? -1 : 1));
  return html`<${Split} detail=${id && html`<${Stream} key=${id} id=${id} />`} title=${t('section.streams')}>
    <div class="bar-of-filters" role="search">
      <input type="search" value=${q} placeholder=${t('streams.search')} aria-label=${t('streams.search')} onInput=${(event) => set({ q: event.target.value })} />
      <select aria-label=${t('sort')} value=${sort} onChange=${(event) => set({ sort: event.target.value })}>
        ${Object.keys(SORTS).map((name) => html`<option key=${name} value=${name}>${t(`sort.${name}`)}</option>`)}</select>
      <span class="num found">${t('n.streams', { n: count(rows.length + (live.omitted.streams ?? 0)) })}</span>
    </div>
    ${rows.length === 0 ? html`<${Empty}>${t('streams.none')}<//>`
      : html`<${VirtualList} total=${rows.length} height=${48} label=${t('section.streams')} selected=${rows.findIndex((stream) => stream.id === id)}
          onOpen=${(index) => go('streams', rows[index].id, parameters)} row=${(index) => html`<${Row} stream=${rows[index]} />`} />`}
  <//>`;
}

function Row({ stream }) {
  const loss = lossOf(stream);
  const silent = stream.state === 'running' && stream.bps === 0;
  return html`<div class="cells stream">
    <span class="name"><${Dot} state=${silent ? 'bad' : loss >= 0.01 ? 'warn' : STATE_COLOUR[stream.state]} label=${silent ? t('silent') : t(`state.${stream.state}`)} quiet /> <${Id} id=${stream.channelId} /></span>
    <span class="way"><b>${stream.domain}</b> → ${stream.uppers.length === 0 ? html`<span class="soft">${t('viewers.none')}</span>`
      : stream.uppers.map((upper) => html`<span key=${upper.domain}>${upper.domain}${upper.viewers > 1 ? ` ×${upper.viewers}` : ''} </span>`)}</span>
    <${Tag}>${t(`kind.${stream.kind}`)}<//>
    <${Spark} values=${live.sparks.get(stream.id)} label=${t('bitrate')} />
    <span class="num">${bitrate(stream.bps)}</span>
    <span class="num ${loss >= 0.01 ? 'bad-text' : 'soft'}" title=${t('loss')}>${percent(loss)}</span>
    <span class="num soft age">${since(stream.since)}</span></div>`;
}
