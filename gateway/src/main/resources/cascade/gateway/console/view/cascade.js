// The cascade at a glance: the picture, what is wrong now, the traffic, the last calls.
import { html } from '../html.js';
import { t } from '../i18n.js';
import { live } from '../live.js';
import { bitrate } from '../format.js';
import { Card } from '../part/parts.js';
import { Chart } from '../part/chart.js';
import { Picture } from './picture.js';
import { Troubles } from './troubles.js';
import { LastCalls } from './last-calls.js';

export const Cascade = () => html`
  <h1 class="hidden">${t('section.cascade')}</h1>
  <${Picture} domains=${[...live.domains.values()]} streams=${live.streams} figures=${live.figures} />
  <div class="columns">
    <${Troubles} />
    <${LastCalls} />
    <${Traffic} />
  </div>`;

function Traffic() {
  const { at, bpsIn, bpsOut } = live.history;
  const series = [
    { label: t('in'), colour: '--in', fill: true },
    { label: t('out'), colour: '--out' },
  ];
  return html`<${Card} title=${t('traffic')} kind="traffic">
    <${Chart} data=${[[...at], [...bpsIn], [...bpsOut]]} series=${series} format=${bitrate} label=${t('traffic')} /><//>`;
}
