// The ladder of a call: its messages between upper, gateway and lower, one under the other with their times, and what
// happened between them. A click on a message shows it whole.
import { html, useState } from '../html.js';
import { ask, path } from '../api.js';
import { t, tOr } from '../i18n.js';
import { Empty, ErrorNote, useAsked } from '../part/parts.js';

const MOST = 300;
const LANES = { upper: 0, gateway: 1, lower: 2 };
const WRONG = new Set(['stalled', 'silence', 'leg-lost', 'unreachable', 'ssrc-differs', 'foreign-packets']);

export const Ladder = ({ call }) => html`<${Asked} base=${['calls', call]} what="ladder" pcap=${`/api/v1/${path(['calls', call, 'pcap'])}`} gone=${t('ladder.gone')} />`;

export const DomainTrace = ({ name }) => html`<${Asked} base=${['domains', name]} what="trace"
  pcap=${`/api/v1/${path(['domains', name, 'trace'], { format: 'pcap' })}`} gone=${t('trace.none')} />`;

function Asked({ base, what, pcap, gone }) {
  const [again, setAgain] = useState(0);
  const { value, problem } = useAsked((signal) => ask(path([...base, what]), { signal }), [...base, again]);
  if (problem?.status === 404) return html`<${Empty}>${gone}<//>`;
  if (problem) return html`<${ErrorNote} problem=${problem} />`;
  if (!value) return html`<p class="waiting" role="status">${t('waiting')}</p>`;
  return html`<p class="ladder-tools">
      <a class="button" href=${`/api/v1/${path([...base, what], { format: 'text' })}`} target="_blank" rel="noopener">${t('ladder.text')}</a>
      <a class="button" href=${pcap} download=${`${base[1]}.pcap`}>${t('ladder.pcap')}</a>
      <button type="button" class="button" onClick=${() => setAgain(again + 1)}>${t('again')}</button></p>
    ${value.detail && html`<p class="note warn">${value.detail}</p>`}
    <${Steps} ladder=${value} gone=${gone} />`;
}

function Steps({ ladder, gone }) {
  const [open, setOpen] = useState(-1);
  if (ladder.steps.length === 0) return html`<${Empty}>${gone}<//>`;
  const first = Math.max(0, ladder.steps.length - MOST);
  const names = (side) => [...new Set(ladder.legs.filter((leg) => leg.side === side && leg.domain).map((leg) => leg.domain))].join(', ');
  // of a domain's messages one half would stay empty
  const sides = Object.keys(LANES).filter((side) => side === 'gateway' || ladder.steps.some((step) => step.from === side || step.to === side));
  return html`<div class=${`ladder ${sides.length === 2 ? 'one-half' : ''}`} role="table" aria-label=${t('ladder')}>
    <div class="lanes-head"><span></span><div>${sides.map((side) => html`<b key=${side} class=${side}>${t(side)}<small>${names(side)}</small></b>`)}</div></div>
    ${(first > 0 || ladder.dropped > 0) && html`<p class="note">${t('ladder.cut', { n: first + ladder.dropped })}</p>`}
    <ol>${ladder.steps.slice(first).map((step, index) => html`<li key=${index}>${step.kind === 'message'
      ? html`<${Message} step=${step} open=${open === index} onOpen=${() => setOpen(open === index ? -1 : index)} />` : html`<${Milestone} step=${step} />`}</li>`)}</ol>
  </div>`;
}

const Time = ({ step }) => html`<span class="num ms" title=${step.at}>${step.ms < 100_000 ? step.ms.toFixed(step.ms < 10 ? 1 : 0) : `${(step.ms / 1000).toFixed(1)} s`}</span>`;

function Message({ step, open, onOpen }) {
  const half = step.from === 'lower' || step.to === 'lower' ? 'right-half' : 'left-half';
  const way = LANES[step.from] < LANES[step.to] ? 'to-right' : 'to-left';
  const colour = step.problem || step.status >= 400 ? 'bad' : step.status >= 300 || step.retransmission ? 'warn' : step.status ? 'answer' : 'request';
  const label = step.status ? `${step.status} ${step.reason}` : step.method || t('unreadable');
  return html`<button type="button" class="rung ${half} ${way} ${colour}" aria-expanded=${open} onClick=${onOpen}
      aria-label=${`${t(step.from)} → ${t(step.to)}: ${label}`}>
      <${Time} step=${step} />
      <span class="lanes"><span class="arrow"><b>${label}</b>${step.status ? html`<small>${step.method}</small>` : null}${step.retransmission ? html`<em>${t('again.sent')}</em>` : null}
        <i></i><small class="summary">${step.problem ?? step.summary}</small></span></span></button>
    ${open && html`<div class="message"><p class="address">${step.transport} ${step.local} ${step.from === 'gateway' ? '→' : '←'} ${step.remote} · ${step.bytes} B${
      step.repairs?.length ? html` · ${t('repaired')}: ${step.repairs.join(', ')}` : null}</p><pre tabindex="0">${step.text}</pre></div>`}`;
}

const Milestone = ({ step }) => html`<div class="rung milestone ${step.side} ${WRONG.has(step.what) ? 'bad' : ''}"><${Time} step=${step} />
  <span class="lanes"><span class="mark"><b>${tOr(`milestone.${step.what}`, step.what)}</b> <small>${step.detail}</small></span></span></div>`;
