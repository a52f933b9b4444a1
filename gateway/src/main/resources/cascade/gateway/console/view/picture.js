// The cascade as a picture: uppers on the left, the gateway between, lowers on the right. What flows, flows to the left.
import { html, useState } from '../html.js';
import { t } from '../i18n.js';
import { go } from '../route.js';
import { bitrate, count, loudness, since } from '../format.js';
import { Dot, Gauge, STATE_COLOUR } from '../part/parts.js';
import { flows } from './flows.js';

const CARD = 54;
const GAP = 8;
const MOST = 7;
/** Share of silent legs, and mean loss, from which a way is drawn as ill. */
const ILL = 0.05;
const LOSS = 0.01;
const WORST = { bad: 0, warn: 1, good: 2, idle: 2 };

/** Those in trouble first, then those with most traffic; the others as a field of dots. */
function arrange(domains, role, flow) {
  const all = domains.filter((domain) => domain.role === role);
  const rank = (domain) => WORST[STATE_COLOUR[domain.state]];
  const bps = (domain) => loudness(flow.byDomain.get(domain.name)?.bps ?? 0);
  if (all.length <= MOST) return { cards: all, rest: [] };
  const sorted = [...all].sort((a, b) => rank(a) - rank(b) || bps(b) - bps(a));
  const troubled = sorted.filter((domain) => rank(domain) < 2).slice(0, 3);
  const cards = [...troubled, ...sorted.filter((domain) => !troubled.includes(domain)).sort((a, b) => bps(b) - bps(a))].slice(0, MOST - 1);
  return { cards, rest: all.filter((domain) => !cards.includes(domain)) };
}

export function Picture({ domains, streams, figures }) {
  const [chosen, setChosen] = useState('');
  const flow = flows(streams);
  const uppers = arrange(domains, 'upper', flow);
  const lowers = arrange(domains, 'lower', flow);
  const rows = Math.max(uppers.cards.length + (uppers.rest.length ? 1 : 0), lowers.cards.length + (lowers.rest.length ? 1 : 0), 4);
  const height = rows * (CARD + GAP) - GAP;
  const partners = chosen ? flow.partners.get(chosen) ?? new Set() : null;
  const column = (side, role) => html`<div class="column ${role}">
    <h2>${t(`${role}s`)} <small class="num">${domains.filter((domain) => domain.role === role && domain.state === 'online').length}/${domains.filter((domain) => domain.role === role).length}</small></h2>
    <div class="cards" style=${{ minHeight: `${height}px` }}>
      ${side.cards.map((domain) => html`<${DomainCard} key=${domain.name} domain=${domain} flow=${flow.byDomain.get(domain.name)}
        dim=${partners && domain.name !== chosen && !partners.has(domain.name)} onChoose=${setChosen} />`)}
      ${side.rest.length > 0 && html`<${Field} domains=${side.rest} />`}
    </div></div>`;
  return html`<section class="picture" aria-label=${t('picture')}>
    ${column(uppers, 'upper')}
    <${Links} height=${height} uppers=${uppers} lowers=${lowers} flow=${flow} chosen=${chosen} partners=${partners} />
    <div class="column gateway"><h2>${t('gateway')}</h2>
      <div class="cards" style=${{ minHeight: `${height}px` }}><${Hub} figures=${figures} /></div></div>
    ${column(lowers, 'lower')}
  </section>`;
}

function DomainCard({ domain, flow, dim, onChoose }) {
  const state = STATE_COLOUR[domain.state];
  const lines = domain.role === 'upper' ? domain.counters.viewers : domain.counters.streams;
  return html`<button type="button" class="domain ${state} ${dim ? 'dim' : ''}" onClick=${() => go('domains', domain.name)}
    onMouseEnter=${() => onChoose(domain.name)} onMouseLeave=${() => onChoose('')} onFocus=${() => onChoose(domain.name)} onBlur=${() => onChoose('')}>
    <span class="name"><${Dot} state=${state} label=${t(`state.${domain.state}`)} quiet />${domain.name}</span>
    <span class="num rate">${domain.state === 'online' ? bitrate(flow?.bps ?? 0) : since(domain.since)}</span>
    <span class="detail">${domain.state === 'online'
      ? html`${t(domain.role === 'upper' ? 'n.viewers' : 'n.streams', { n: count(lines) })} · ${t('n.channels', { n: count(domain.counters.channels) })}`
      : html`${t(`state.${domain.state}`)}${domain.lastError ? html` · <span title=${domain.lastError}>${domain.lastError}</span>` : null}`}</span>
  </button>`;
}

const Field = ({ domains }) => html`<div class="field">
  <span>${t('more', { n: count(domains.length) })}</span>
  <div>${domains.map((domain) => html`<button type="button" key=${domain.name} class="cell ${STATE_COLOUR[domain.state]}" tabindex="-1"
    title=${`${domain.name}: ${t(`state.${domain.state}`)}`} aria-label=${`${domain.name}: ${t(`state.${domain.state}`)}`} onClick=${() => go('domains', domain.name)}></button>`)}</div></div>`;

function Hub({ figures }) {
  const { capacity, checks, streams } = figures;
  const ports = capacity.ports.reduce((sum, port) => ({ used: sum.used + port.used + port.quarantined, all: sum.all + port.used + port.quarantined + port.free }), { used: 0, all: 0 });
  const ill = checks.filter((check) => !check.ok && !check.name.startsWith('registration '));
  return html`<div class="hub">
    <div class="through">
      <div><small>${t('out.arrow')}</small><b class="num">${bitrate(streams.bpsOut)}</b></div>
      <div><small>${t('in.arrow')}</small><b class="num">${bitrate(streams.bpsIn)}</b></div>
    </div>
    <${Gauge} label=${t('streams')} used=${capacity.streams} limit=${capacity.maxStreams} text=${`${count(capacity.streams)} / ${count(capacity.maxStreams)}`} />
    <${Gauge} label=${t('viewers')} used=${capacity.viewers} limit=${capacity.maxViewers} text=${`${count(capacity.viewers)} / ${count(capacity.maxViewers)}`} />
    <${Gauge} label=${t('ports')} used=${ports.used} limit=${ports.all} text=${`${count(ports.used)} / ${count(ports.all)}`} />
    ${streams.silent > 0 && html`<p class="note warn">${t('silent.n', { n: count(streams.silent) })}</p>`}
    ${ill.map((check) => html`<p class="note bad" key=${check.name}>${check.name}: ${check.detail}</p>`)}
    ${streams.silent === 0 && ill.length === 0 && html`<p class="note good">${t('healthy')}</p>`}
  </div>`;
}

function Links({ height, uppers, lowers, flow, chosen, partners }) {
  return html`<svg class="links left" aria-hidden="true" viewBox=${`0 0 100 ${height}`} preserveAspectRatio="none" height=${height}>${
    uppers.cards.map((domain, index) => html`<${Link} key=${domain.name} from=${0} to=${100} top=${topOf(uppers, height)} index=${index} height=${height} domain=${domain} flow=${flow} chosen=${chosen} partners=${partners} />`)}</svg>
  <svg class="links right" aria-hidden="true" viewBox=${`0 0 100 ${height}`} preserveAspectRatio="none" height=${height}>${
    lowers.cards.map((domain, index) => html`<${Link} key=${domain.name} from=${100} to=${0} top=${topOf(lowers, height)} index=${index} height=${height} domain=${domain} flow=${flow} chosen=${chosen} partners=${partners} />`)}
    ${lowers.rest.length > 0 && html`<path class="link rest" d=${curve(100, 0, 0, lowers.cards.length, height)} />`}</svg>`;
}

/** The column stands in the middle, unless a field of dots fills it. */
const topOf = (side, height) => (side.rest.length ? 0 : (height + GAP - side.cards.length * (CARD + GAP)) / 2);

const curve = (from, to, top, index, height) => {
  const y = top + index * (CARD + GAP) + CARD / 2;
  const hub = height / 2 + (y - height / 2) * 0.28;
  return `M${from} ${y} C50 ${y} 50 ${hub} ${to} ${hub}`;
};

function Link({ from, to, top, index, height, domain, flow, chosen, partners }) {
  const carried = flow.byDomain.get(domain.name);
  const state = domain.state !== 'online' ? STATE_COLOUR[domain.state] : carried ? (carried.silent > carried.legs * ILL || carried.loss > LOSS ? 'warn' : 'good') : 'idle';
  const thick = carried?.bps ? Math.min(9, 1.5 + Math.log10(1 + carried.bps / 1e6) * 2.2) : 1;
  const dim = chosen && domain.name !== chosen && !partners.has(domain.name);
  return html`<path class="link ${state} ${dim ? 'dim' : ''}" d=${curve(from, to, top, index, height)} style=${{ strokeWidth: `${thick}px` }} />`;
}
