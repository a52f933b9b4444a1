// The ladder of a call: its messages between upper, gateway and lower, one under the other with their times.
import { html, useState } from '../html.js';
import { ask, path } from '../api.js';
import { t } from '../i18n.js';
import { Empty, ErrorNote, useAsked } from '../part/parts.js';

const url = (call, what, parameters) => `/api/v1/${path(['calls', call, what], parameters)}`;

export function Ladder({ call }) {
  const { value, problem, loading } = useAsked((signal) => ask(path(['calls', call, 'ladder']), { signal }), [call]);
  if (problem?.status === 404) return html`<${Empty}>${t('ladder.gone')}<//>`;
  if (problem) return html`<${ErrorNote} problem=${problem} />`;
  if (!value) return loading ? html`<p class="waiting" role="status">${t('waiting')}</p>` : null;
  return html`<div class="ladder-tools"><a class="button" href=${url(call, 'ladder', { format: 'text' })} target="_blank" rel="noopener">${t('ladder.text')}</a>
      <a class="button" href=${url(call, 'pcap')} download>${t('ladder.pcap')}</a></div>
    <${Rungs} rungs=${value.rungs ?? value.messages ?? []} />`;
}

export function DomainTrace({ name }) {
  const { value, problem } = useAsked((signal) => ask(path(['domains', name, 'trace']), { signal }), [name]);
  if (problem?.status === 404) return html`<${Empty}>${t('trace.none')}<//>`;
  if (problem) return html`<${ErrorNote} problem=${problem} />`;
  return value ? html`<${Rungs} rungs=${value.messages ?? []} />` : null;
}

function Rungs({ rungs }) {
  const [open, setOpen] = useState(-1);
  return html`<ol class="ladder">${rungs.map((rung, index) => html`<li key=${index}><button type="button" onClick=${() => setOpen(open === index ? -1 : index)}>${JSON.stringify(rung).slice(0, 120)}</button></li>`)}</ol>`;
}
