// What an operator would look for first, the worst on top; nothing when all is well.
import { html } from '../html.js';
import { t } from '../i18n.js';
import { live } from '../live.js';
import { href } from '../route.js';
import { count, percent, since } from '../format.js';
import { Card, Cause, Dot, Empty } from '../part/parts.js';
import { isFailure } from '../causes.js';

const LOSS = 0.02;
const RECENT = 15 * 60_000;
const MOST = 9;

export function Troubles() {
  const found = [...domains(), ...streams(), ...calls()];
  return html`<${Card} title=${t('troubles')} extra=${html`<span class="num count">${found.length || ''}</span>`} kind="troubles">
    ${found.length === 0 ? html`<${Empty}>${t('troubles.none')}<//>` : html`<ul class="lines">${found.slice(0, MOST).map((one) => html`<li key=${one.key}>
      <a href=${one.href}><${Dot} state=${one.state} label=${one.title} /><span class="detail" title=${one.detail}>${one.detail}</span><span class="num">${one.figure}</span></a></li>`)}</ul>`}<//>`;
}

const domains = () => [...live.domains.values()].filter((domain) => domain.state !== 'online').map((domain) => ({
  key: `d/${domain.name}`, href: href('domains', domain.name), state: domain.state === 'offline' ? 'bad' : 'warn',
  title: domain.name, detail: domain.lastError ?? t(`state.${domain.state}`), figure: since(domain.since),
}));

function streams() {
  const found = [];
  for (const stream of live.streams.values()) {
    if (stream.state !== 'running') continue;
    const loss = Math.max(stream.loss, ...stream.uppers.map((upper) => upper.loss));
    const silent = stream.bps === 0;
    if (silent || loss >= LOSS) {
      found.push({
        key: `s/${stream.id}`, href: href('streams', stream.id), state: silent ? 'bad' : 'warn', title: stream.channelId,
        detail: silent ? t('silent') : t('loss'), figure: silent ? since(stream.since) : percent(loss), rank: silent ? 2 : loss,
      });
    }
  }
  return found.sort((a, b) => b.rank - a.rank);
}

/** Failures of the last quarter of an hour, one line for each cause and side. */
function calls() {
  const groups = new Map();
  for (const call of live.calls.values()) {
    if (!isFailure(call) || Date.now() - Date.parse(call.ended) > RECENT) continue;
    const key = `${call.cause}/${call.side}`;
    const group = groups.get(key) ?? { call, count: 0 };
    group.count++;
    groups.set(key, group);
  }
  return [...groups].sort(([, a], [, b]) => b.count - a.count).map(([key, group]) => ({
    key: `c/${key}`, href: href('calls', '', { cause: group.call.cause }), state: 'warn', title: t(`side.${group.call.side}`),
    detail: html`<${Cause} cause=${group.call.cause} />`, figure: t('n.calls', { n: count(group.count) }),
  }));
}
