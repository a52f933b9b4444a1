// The gateway itself: health, limits and ports, who was turned away, what operators changed, log levels, settings.
import { html, useState } from '../html.js';
import { ask } from '../api.js';
import { t, tOr } from '../i18n.js';
import { live } from '../live.js';
import { href } from '../route.js';
import { may } from '../account.js';
import { bitrate, count, dateTime, since } from '../format.js';
import { Card, Dot, Empty, ErrorNote, Facts, Gauge, Id, useAsked } from '../part/parts.js';
import { LogLevels } from './log-levels.js';
import { Audit } from './audit.js';

export const System = () => html`<h1 class="hidden">${t('section.system')}</h1>
  <div class="grid"><${Health} /><${Limits} /><${Info} /><${LogLevels} /><${Strangers} /><${Audit} /><${Settings} /></div>`;

const Health = () => html`<${Card} title=${t('health')}>
  <ul class="lines checks">${live.figures.checks.map((check) => html`<li key=${check.name}><${Dot} state=${check.ok ? 'good' : 'bad'} label=${check.name} />
    <small>${check.detail}</small></li>`)}</ul><//>`;

function Limits() {
  const { capacity } = live.figures;
  return html`<${Card} title=${t('limits')}>
    <${Gauge} label=${t('streams')} used=${capacity.streams} limit=${capacity.maxStreams} text=${`${count(capacity.streams)} / ${count(capacity.maxStreams)}`} />
    <${Gauge} label=${t('viewers')} used=${capacity.viewers} limit=${capacity.maxViewers} text=${`${count(capacity.viewers)} / ${count(capacity.maxViewers)}`} />
    <${Gauge} label=${t('bandwidth')} used=${capacity.bps} limit=${capacity.maxBps} text=${capacity.maxBps ? `${bitrate(capacity.bps)} / ${bitrate(capacity.maxBps)}` : `${bitrate(capacity.bps)} · ${t('unlimited')}`} />
    ${capacity.ports.map((ports) => html`<${Gauge} key=${ports.network} label=${t('ports.of', { network: ports.network })} used=${ports.used + ports.quarantined}
      limit=${ports.used + ports.quarantined + ports.free} text=${t('ports.text', { used: count(ports.used), quarantined: count(ports.quarantined), free: count(ports.free) })} />`)}<//>`;
}

function Info() {
  const { value, problem } = useAsked((signal) => ask('info', { signal }), []);
  const [reloaded, setReloaded] = useState(null);
  const reload = () => ask('reload', { method: 'POST' }).then((answer) => setReloaded({ answer }), (fault) => setReloaded({ fault }));
  const [draining, setDraining] = useState(null);
  const isDraining = live.figures.checks.some((check) => check.name === 'drain');
  const drain = () => ask('drain', { method: isDraining ? 'DELETE' : 'POST' }).then((answer) => setDraining({ answer }), (fault) => setDraining({ fault }));
  return html`<${Card} title=${t('program')}>
    ${problem && html`<${ErrorNote} problem=${problem} />`}
    ${value && html`<${Facts} rows=${[
      [t('version'), `${value.version} (${value.build})`], ['Java', value.java], [t('gear'), value.gear],
      [t('started'), `${dateTime(value.started)} · ${since(value.started)}`], [t('id'), html`<${Id} id=${value.settings?.['device-id'] ?? value.settings?.deviceId} />`],
      ['API', html`<a href="/api/v1/openapi.json" target="_blank" rel="noopener">openapi.json</a> · <a href="/metrics" target="_blank" rel="noopener">/metrics</a>`],
    ]} />`}
    ${may('change') && html`<p class="actions"><button type="button" class="button" onClick=${reload}>${t('reload')}</button>
      <button type="button" class="button" onClick=${drain}>${t(isDraining ? 'drain.undo' : 'drain')}</button></p>`}
    ${draining?.answer && html`<p role="status">${t(draining.answer.draining ? 'drain.on' : 'drain.off')}</p>`}
    ${draining?.fault && html`<${ErrorNote} problem=${draining.fault} />`}
    ${reloaded?.answer && html`<p role="status">${t(`reload.${reloaded.answer.result}`)} ${reloaded.answer.changed.join(', ')}
      ${reloaded.answer.restartNeeded.length > 0 ? html`<br />${t('reload.restart')} ${reloaded.answer.restartNeeded.join(', ')}` : null}</p>`}
    ${reloaded?.fault && html`<${ErrorNote} problem=${reloaded.fault} /><ul class="plain">${(reloaded.fault.body.problems ?? []).map((line) => html`<li key=${line} class="address">${line}</li>`)}</ul>`}<//>`;
}

function Strangers() {
  const { value } = useAsked((signal) => ask('strangers', { signal }), []);
  const strangers = value?.strangers ?? [];
  return html`<${Card} title=${t('strangers')} kind="wide">${strangers.length === 0 ? html`<${Empty}>${t('strangers.none')}<//>`
    : html`<div class="scroll"><table><thead><tr><th>${t('address')}</th><th>${t('id')}</th><th>${t('method')}</th><th>${t('reason')}</th><th>${t('count')}</th><th>${t('last')}</th><th>${t('nearest')}</th></tr></thead>
      <tbody>${strangers.map((one) => html`<tr key=${`${one.network}/${one.address}/${one.id}`}><td class="address">${one.address}</td><td><${Id} id=${one.id} /></td><td>${one.method}</td>
        <td>${tOr(`reject.${one.reason}`, one.reason)}</td><td class="num">${count(one.count)}</td><td>${dateTime(one.last)}</td>
        <td>${one.nearestDomain ? html`<a href=${href('domains', one.nearestDomain)}>${one.nearestDomain}</a>` : '–'}</td></tr>`)}</tbody></table></div>`}<//>`;
}

function Settings() {
  const { value } = useAsked((signal) => ask('info', { signal }), []);
  return html`<${Card} title=${t('settings')} kind="wide">${value && html`<pre class="settings" tabindex="0">${JSON.stringify(value.settings, null, 2)}</pre>`}<//>`;
}
