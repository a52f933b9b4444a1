// What inspectors grade a lower by, over a day: online, opened, recorded; the channels without a picture by id.
import { html } from '../html.js';
import { ask } from '../api.js';
import { t, tOr } from '../i18n.js';
import { href } from '../route.js';
import { count, milliseconds, percent } from '../format.js';
import { Facts, Id, useAsked } from '../part/parts.js';

const MOST = 10;

const share = (value) => html`<span class="num">${value == null ? '–' : percent(value)}</span>`;

export function Grades({ name }) {
  const { value } = useAsked((signal) => ask('assessment', { signal }), [name]);
  const lower = value?.domains.find((one) => one.domain === name);
  if (!lower) return null;
  const { devices, openings, recordings, round } = lower;
  return html`<h3>${t('grades')}</h3><${Facts} rows=${[
    [t('grades.uptime'), share(lower.uptime)],
    [t('grades.online'), share(devices.online)],
    [t('grades.opened'), html`${share(openings.success)} <span class="soft">${Object.entries(openings.results).filter(([, n]) => n > 0)
      .map(([result, n]) => `${t(`opened.${result}`)} ${count(n)}`).join(' · ')}</span>`],
    [t('grades.first'), html`<span class="num">${milliseconds(openings.firstFrameMedianMillis)} / ${milliseconds(openings.firstFrameSlowMillis)}</span>`],
    lower.clockOffsetMillis != null && [t('grades.clock'), html`<span class="num">${(lower.clockOffsetMillis / 1000).toFixed(1)} s</span>`],
    recordings.channels > 0 && [t('grades.recorded'), html`${share(recordings.covered)} <span class="soft">${count(recordings.whole)} / ${count(recordings.channels)}</span>`],
    round && [t('grades.round'), html`<span class="num">${count(round.pictures)} / ${count(round.pictures + round.failures)}</span>`],
    round?.failing.length > 0 && [t('grades.failing'), round.failing.slice(0, MOST).map((one) => html`<div key=${one.channel}>
      <a href=${href('channels', '', { domain: name, q: one.channel })}><${Id} id=${one.channel} /></a> ${tOr(`opened.${one.result}`, one.result)}</div>`)],
  ]} />`;
}
