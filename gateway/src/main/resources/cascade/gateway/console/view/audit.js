// Who changed what: operators through this page or the API, uppers by their commands.
import { html } from '../html.js';
import { ask } from '../api.js';
import { t } from '../i18n.js';
import { dateTime } from '../format.js';
import { Card, Empty, Id, useAsked } from '../part/parts.js';

const MOST = 50;

export function Audit() {
  const { value } = useAsked((signal) => ask('audit', { signal }), []);
  const changes = (value?.changes ?? []).map((one) => ({ time: one.time, who: one.account ?? t('anybody'), from: one.address, what: `${one.method} ${one.path}`, result: one.status }));
  const commands = (value?.commands ?? []).map((one) => ({ time: one.time, who: one.domain, from: one.user, what: `${one.command} ${one.channelId}`, result: one.result }));
  const rows = [...changes, ...commands].sort((a, b) => (a.time < b.time ? 1 : -1)).slice(0, MOST);
  return html`<${Card} title=${t('audit')} kind="wide">${rows.length === 0 ? html`<${Empty}>${t('audit.none')}<//>`
    : html`<div class="scroll"><table><thead><tr><th>${t('time')}</th><th>${t('who')}</th><th>${t('from')}</th><th>${t('change')}</th><th>${t('result')}</th></tr></thead>
      <tbody>${rows.map((row, index) => html`<tr key=${index}><td>${dateTime(row.time)}</td><td><b>${row.who}</b></td><td><${Id} id=${row.from} /></td><td class="address">${row.what}</td><td>${row.result}</td></tr>`)}</tbody></table></div>`}<//>`;
}
