// Calls that ended and commands that were relayed, with cause and side; one of them with its ladder.
import { html } from '../html.js';
import { t } from '../i18n.js';
import { live } from '../live.js';
import { go } from '../route.js';
import { count, milliseconds, time } from '../format.js';
import { Cause, Empty, Id, Side, Tag } from '../part/parts.js';
import { VirtualList } from '../part/virtual.js';
import { Split } from '../part/split.js';
import { isFailure } from '../causes.js';
import { Call } from './call.js';
import { Command } from './command.js';
import { latest } from './last-calls.js';

const fits = (row, words) => !words || [row.id, row.callId, row.domain, row.lowerDomain, row.channelId, row.cause, row.command, row.result].some((field) => field?.toLowerCase().includes(words));

export function Calls({ id, parameters }) {
  const { q = '', show = '', what = 'calls', cause = '' } = parameters;
  const set = (change) => go('calls', '', { ...parameters, ...change }, { replace: true });
  const words = q.toLowerCase();
  const commands = what === 'commands';
  const rows = latest(commands ? live.commands : live.calls, commands ? 'time' : 'ended').filter((row) => fits(row, words)
    && (commands ? show !== 'failed' || row.result !== 'ok' : (show !== 'failed' || isFailure(row)) && (!cause || row.cause === cause)));
  const key = (row) => (commands ? row.key : row.id);
  return html`<${Split} detail=${id && (commands ? html`<${Command} key=${id} id=${id} />` : html`<${Call} key=${id} id=${id} />`)} title=${t('section.calls')}>
    <div class="bar-of-filters" role="search">
      <div class="switch" role="group" aria-label=${t('what')}>${['calls', 'commands'].map((one) => html`<button type="button" key=${one} aria-pressed=${what === one}
        onClick=${() => set({ what: one, cause: '' })}>${t(`what.${one}`)}</button>`)}</div>
      <input type="search" value=${q} placeholder=${t('calls.search')} aria-label=${t('calls.search')} onInput=${(event) => set({ q: event.target.value })} />
      <label class="check"><input type="checkbox" checked=${show === 'failed'} onChange=${(event) => set({ show: event.target.checked ? 'failed' : '' })} /> ${t('failed.only')}</label>
      ${cause && html`<button type="button" class="tag removable" onClick=${() => set({ cause: '' })} aria-label=${t('filter.remove')}><${Cause} cause=${cause} /> ×</button>`}
      <span class="num found">${t(commands ? 'n.commands' : 'n.calls', { n: count(rows.length) })}</span>
    </div>
    ${rows.length === 0 ? html`<${Empty}>${t(commands ? 'commands.none' : 'calls.none')}<//>`
      : html`<${VirtualList} key=${what} total=${rows.length} height=${48} label=${t(`what.${what}`)} selected=${rows.findIndex((row) => key(row) === id)}
          onOpen=${(index) => go('calls', key(rows[index]), parameters)} row=${(index) => (commands ? html`<${CommandRow} command=${rows[index]} />` : html`<${CallRow} call=${rows[index]} />`)} />`}
  <//>`;
}

const CallRow = ({ call }) => html`<div class="cells call">
  <span class="num">${time(call.ended)}</span>
  <span class="way"><b>${call.domain}</b> ← ${call.lowerDomain ?? html`<span class="soft">?</span>`}</span>
  <${Id} id=${call.channelId} />
  <${Tag}>${t(`kind.${call.kind}`)}<//>
  <span class="cause ${isFailure(call) ? 'bad-text' : ''}"><${Cause} cause=${call.cause} />${call.sipStatus ? html` <small class="num">${call.sipStatus}</small>` : null}</span>
  <${Side} call=${call} />
  <span class="num soft">${call.answered ? milliseconds(Date.parse(call.answered) - Date.parse(call.started)) : '–'}</span></div>`;

const CommandRow = ({ command }) => html`<div class="cells command">
  <span class="num">${time(command.time)}</span>
  <span class="way"><b>${command.domain}</b> → ${command.lowerDomain || html`<span class="soft">${t('gateway')}</span>`}</span>
  <${Id} id=${command.channelId} />
  <${Tag}>${command.command}<//>
  <span class="cause ${command.result === 'ok' ? '' : 'bad-text'}">${command.result}${command.reason ? `: ${command.reason}` : ''}</span>
  <span class="num soft">${milliseconds(command.milliseconds)}</span></div>`;
