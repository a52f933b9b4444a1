// One stream, leg by leg, asked anew each second while it is open: curves, counters, what it carries.
import { html, useEffect, useRef, useState } from '../html.js';
import { ask, path } from '../api.js';
import { t } from '../i18n.js';
import { href } from '../route.js';
import { may } from '../account.js';
import { bitrate, count, dateTime, milliseconds, percent, since } from '../format.js';
import { Dot, ErrorNote, Facts, Id, STATE_COLOUR, Sure, Tag } from '../part/parts.js';
import { Chart } from '../part/chart.js';
import { Doctor } from './doctor.js';
import { Ladder } from './ladder.js';

const PERIOD = 1000;
const HISTORY = 120;
const COLOURS = ['--out', '--third', '--fourth', '--fifth'];

/** The stream as it is now, and its legs' bitrates since it was opened here. */
function useStream(id) {
  const [state, setState] = useState({});
  const curves = useRef({ at: [], legs: new Map() });
  useEffect(() => {
    const abort = new AbortController();
    let timer = 0;
    const look = () => ask(path(['streams', id]), { signal: abort.signal }).then(
      (stream) => {
        note(curves.current, stream);
        setState({ stream });
        timer = setTimeout(look, PERIOD);
      },
      (problem) => {
        if (problem.name === 'AbortError') return;
        setState((before) => ({ stream: before.stream, problem }));
        if (problem.status !== 404) timer = setTimeout(look, 3 * PERIOD);
      });
    look();
    return () => {
      abort.abort();
      clearTimeout(timer);
    };
  }, [id]);
  return { ...state, curves: curves.current };
}

function note(curves, stream) {
  curves.at.push(Date.now() / 1000);
  for (const [key, leg] of [['lower', stream.leg], ...stream.viewers.map((viewer) => [viewer.id, viewer.leg])]) {
    const curve = curves.legs.get(key) ?? { bps: fill(curves.at.length - 1), loss: fill(curves.at.length - 1), last: leg };
    curve.bps.push(leg.bitrateBps);
    curve.loss.push(lossSince(curve.last, leg));
    curve.last = leg;
    curves.legs.set(key, curve);
  }
  const length = curves.at.length;
  for (const { bps, loss } of curves.legs.values()) {
    for (const values of [bps, loss]) while (values.length < length) values.push(null);
  }
  if (length > HISTORY) {
    curves.at.shift();
    for (const { bps, loss } of curves.legs.values()) [bps, loss].forEach((values) => values.shift());
  }
}

const fill = (length) => new Array(length).fill(null);

/** Of a leg that comes in, what is missing since the last look; of one that goes out, what its viewer reported. */
function lossSince(before, leg) {
  if (leg.direction === 'out') return leg.fractionLost;
  const missing = (leg.lost ?? 0) - (before.lost ?? 0);
  const all = leg.packets - before.packets + missing;
  return missing > 0 && all > 0 ? missing / all : 0;
}

export function Stream({ id }) {
  const { stream, problem, curves } = useStream(id);
  const [ended, setEnded] = useState(null);
  if (!stream) return problem ? html`<h2>${t('stream')}</h2><${ErrorNote} problem=${problem} /><p><a href=${href('calls')}>${t('calls.last')}</a></p>` : html`<p class="waiting">${t('waiting')}</p>`;
  const shown = stream.viewers.slice(0, COLOURS.length);
  const series = [{ label: stream.domain, colour: '--in', fill: true }, ...shown.map((viewer, index) => ({ label: viewer.domain, colour: COLOURS[index] }))];
  const data = (name) => [[...curves.at], ...['lower', ...shown.map((viewer) => viewer.id)].map((key) => [...curves.legs.get(key)[name]])];
  return html`<h2><${Id} id=${stream.channelId} /></h2>
    <p class="under"><${Dot} state=${STATE_COLOUR[stream.state]} label=${t(`state.${stream.state}`)} /> <${Tag}>${t(`kind.${stream.kind}`)}<//>
      ${dateTime(stream.since)} · ${since(stream.since)}</p>
    ${problem && html`<p class="note warn">${problem.status === 404 ? t('stream.over') : t('error.unreachable')}</p>`}
    <${Chart} data=${data('bps')} series=${series} format=${bitrate} height=${150} label=${t('bitrate')} />
    <h3>${t('loss')}</h3>
    <${Chart} data=${data('loss')} series=${series} format=${percent} least=${0.01} height=${90} label=${t('loss')} />
    <${Doctor} doctor=${stream.leg.doctor} />
    <${Leg} title=${html`${t('side.lower')} <a href=${href('domains', stream.domain)}>${stream.domain}</a>`} leg=${stream.leg} />
    ${stream.viewers.map((viewer) => html`<${Leg} key=${viewer.id} title=${html`${t('side.upper')} <a href=${href('domains', viewer.domain)}>${viewer.domain}</a>`}
      leg=${viewer.leg} call=${viewer.id} />`)}
    ${may('change') && !problem && html`<p class="actions"><${Sure} label=${t('stream.end')} question=${t('stream.end.sure')}
      onYes=${() => ask(path(['streams', id]), { method: 'DELETE' }).then(() => setEnded({}), (fault) => setEnded({ fault }))} /></p>`}
    ${ended?.fault && html`<${ErrorNote} problem=${ended.fault} />`}`;
}

function Leg({ title, leg, call }) {
  const [open, setOpen] = useState(false);
  const lost = leg.lost ?? 0;
  const share = leg.fractionLost ?? (leg.packets + lost > 0 ? lost / (leg.packets + lost) : 0);
  const dropped = Object.entries(leg.dropped ?? {}).filter(([, number]) => number > 0);
  return html`<section class="leg">
    <header><h3>${title}</h3><span class="num">${bitrate(leg.bitrateBps)}</span></header>
    <${Facts} rows=${[
      [t('address'), html`<span class="address">${leg.direction === 'in' ? html`${leg.remoteAddress ?? '?'} → ${leg.localAddress}` : html`${leg.localAddress} → ${leg.remoteAddress ?? '?'}`}</span>`],
      [t('transport'), `${leg.transport}${leg.ssrc ? ` · SSRC ${leg.ssrc}` : ''}`],
      [t('packets'), html`<span class="num">${count(leg.packets)}</span>`],
      [t('loss'), html`<span class="num ${share >= 0.01 ? 'bad-text' : ''}">${leg.lost == null ? '–' : `${percent(share)} (${count(Math.max(0, lost))})`}</span>`],
      [t('jitter'), leg.jitterSeconds == null ? '–' : milliseconds(leg.jitterSeconds * 1000)],
      leg.roundTripSeconds != null && [t('roundtrip'), milliseconds(leg.roundTripSeconds * 1000)],
      [t('setup'), milliseconds(leg.setupTimeMs)],
      leg.firstPacketTimeMs != null && [t('firstpacket'), milliseconds(leg.firstPacketTimeMs)],
      leg.longestPauseSeconds != null && [t('pause'), milliseconds(leg.longestPauseSeconds * 1000)],
      dropped.length > 0 && [t('dropped'), dropped.map(([why, number]) => `${why} ${count(number)}`).join(', ')],
    ]} />
    ${call && html`<button type="button" class="button" aria-expanded=${open} onClick=${() => setOpen(!open)}>${t('ladder')}</button>
      ${open && html`<${Ladder} call=${call} />`}`}
  </section>`;
}
