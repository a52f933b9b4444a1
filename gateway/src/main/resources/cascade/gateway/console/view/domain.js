// One domain: registration, counters, the last error, who was turned away in its name, its manners and messages.
import { html, useState } from '../html.js';
import { ask, path } from '../api.js';
import { t, tOr } from '../i18n.js';
import { live } from '../live.js';
import { href } from '../route.js';
import { may } from '../account.js';
import { bitrate, count, dateTime, percent, since } from '../format.js';
import { Dot, Empty, ErrorNote, Facts, Id, STATE_COLOUR, Tag, useAsked } from '../part/parts.js';
import { Grades } from './grades.js';
import { Manners } from './manners.js';
import { DomainTrace } from './ladder.js';

export function Domain({ name, flow }) {
  const domain = live.domains.get(name);
  if (!domain) return html`<h2>${name}</h2><${Empty}>${t('domain.gone')}<//>`;
  const { counters } = domain;
  return html`<h2>${domain.name}</h2>
    <p class="under"><${Dot} state=${STATE_COLOUR[domain.state]} label=${t(`state.${domain.state}`)} /> <${Tag} kind=${`role-${domain.role}`}>${t(domain.role)}<//> ${since(domain.since)}</p>
    ${domain.lastError && html`<p class="note bad">${domain.lastError}</p>`}
    <${Facts} rows=${[
      [t('id'), html`<${Id} id=${domain.deviceId} />`],
      [t('address'), html`<span class="address">${domain.peerAddress ?? '–'}</span>`],
      [t('network'), domain.network],
      [t('since'), dateTime(domain.since)],
      domain.nextAttempt && [t('next'), dateTime(domain.nextAttempt)],
      [t('registrations'), html`<span class="num">${count(counters.registrations)}</span>${counters.registrationFailures ? html` <span class="bad-text">${t('n.failed', { n: count(counters.registrationFailures) })}</span>` : null}`],
      [t('keepalives.missed'), html`<span class="num">${count(counters.missedKeepalives)}</span>`],
      [t('channels'), html`<a href=${href('channels', '', { domain: name })}>${count(counters.channels)}</a>`],
      [t(domain.role === 'upper' ? 'viewers' : 'streams'), html`<a href=${href('streams', '', { q: name })}>${count(domain.role === 'upper' ? counters.viewers : counters.streams)}</a> · ${bitrate(flow?.bps ?? 0)}`],
    ]} />
    ${domain.role === 'upper' && may('change') && html`<${Register} name=${name} />`}
    ${domain.role === 'lower' && html`<${CatalogQuality} name=${name} /><${Grades} name=${name} />`}
    <${Strangers} name=${name} />
    <${Manners} name=${name} />
    <h3>${t('trace')}</h3>
    <${DomainTrace} name=${name} />`;
}

function Register({ name }) {
  const [answer, setAnswer] = useState(null);
  const register = () => ask(path(['domains', name, 'register']), { method: 'POST' }).then(() => setAnswer({}), (problem) => setAnswer({ problem }));
  return html`<p class="actions"><button type="button" class="button" onClick=${register}>${t('register')}</button> ${answer && !answer.problem && html`<span role="status">${t('register.sent')}</span>`}</p>
    ${answer?.problem && html`<${ErrorNote} problem=${answer.problem} />`}`;
}

function CatalogQuality({ name }) {
  const { value } = useAsked((signal) => ask(path(['catalog', 'quality'], { examples: 0 }), { signal }), [name]);
  const lower = value?.domains.find((one) => one.domain === name);
  if (!lower) return null;
  const found = lower.findings.filter((finding) => finding.count > 0);
  return html`<h3>${t('catalog')}</h3><${Facts} rows=${[
    [t('catalog.received'), html`<span class="num ${lower.received < lower.declared ? 'bad-text' : ''}">${count(lower.received)} / ${count(lower.declared)}</span>`],
    [t('catalog.online'), lower.onlineShare == null ? '–' : html`<span class="num">${percent(lower.onlineShare)} (${count(lower.online)} / ${count(lower.devices)})</span>`],
    [t('catalog.full'), dateTime(lower.lastFull)],
    found.length > 0 && [t('catalog.findings'), found.map((finding) => html`<div key=${finding.rule}>${tOr(`rule.${finding.rule}`, finding.rule)} <span class="num">${count(finding.count)}</span></div>`)],
  ]} />`;
}

function Strangers({ name }) {
  const { value } = useAsked((signal) => ask('strangers', { signal }), [name]);
  const near = value?.strangers.filter((stranger) => stranger.nearestDomain === name) ?? [];
  return near.length > 0 && html`<h3>${t('strangers.near')}</h3><ul class="plain">${near.map((one) => html`<li key=${`${one.address}/${one.id}`}>
    <b class="address">${one.address}</b> <${Id} id=${one.id} /> ${one.method} – ${tOr(`reject.${one.reason}`, one.reason)} <span class="num">×${count(one.count)}</span> ${dateTime(one.last)}</li>`)}</ul>`;
}
