// The last calls that ended; one more click shows the ladder of any.
import { html } from '../html.js';
import { t } from '../i18n.js';
import { live } from '../live.js';
import { href } from '../route.js';
import { time } from '../format.js';
import { Card, Cause, Empty, Side } from '../part/parts.js';
import { isFailure } from '../causes.js';

export const latest = (rows, by) => [...rows.values()].sort((a, b) => (a[by] < b[by] ? 1 : -1));

export function LastCalls() {
  const calls = latest(live.calls, 'ended').slice(0, 9);
  return html`<${Card} title=${t('calls.last')} extra=${html`<a href=${href('calls')}>${t('all')}</a>`} kind="last-calls">
    ${calls.length === 0 ? html`<${Empty}>${t('calls.none')}<//>` : html`<ul class="lines">${calls.map((call) => html`<li key=${call.id}>
      <a href=${href('calls', call.id)}><span class="num">${time(call.ended)}</span>
        <span class="detail"><b class=${isFailure(call) ? 'bad-text' : ''}><${Cause} cause=${call.cause} /></b> ${call.domain} ← ${call.lowerDomain ?? '?'}</span><${Side} call=${call} /></a></li>`)}</ul>`}<//>`;
}
