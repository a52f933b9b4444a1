// One channel: which upper sees it, under which id, why or why not, and what stands in the way of a picture.
import { html, useState } from '../html.js';
import { ask, path } from '../api.js';
import { t, tOr } from '../i18n.js';
import { pref } from '../prefs.js';
import { live } from '../live.js';
import { href } from '../route.js';
import { bitrate } from '../format.js';
import { Dot, Empty, ErrorNote, Facts, Id, useAsked } from '../part/parts.js';
import { Explain } from './explain.js';

export function Channel({ id, lower }) {
  const { value, problem, loading } = useAsked((signal) => ask(path(['channels', id, 'visibility']), { signal }), [id]);
  const channel = value?.channels.find((one) => one.domain === lower) ?? value?.channels[0];
  if (problem) return html`<h2>${t('channel')}</h2><${ErrorNote} problem=${problem} />`;
  if (!channel) return html`<p class="waiting">${loading ? t('waiting') : t('channels.none')}</p>`;
  const streams = [...live.streams.values()].filter((stream) => stream.channelId === channel.id && stream.domain === channel.domain);
  return html`<h2>${channel.name || t('unnamed')}</h2>
    <${Facts} rows=${[
      [t('id'), html`<${Id} id=${channel.id} />`],
      [t('lower'), html`<a href=${href('domains', channel.domain)}>${channel.domain}</a>`],
      [t('status'), channel.status ? html`<${Dot} state=${channel.status === 'on' ? 'good' : 'bad'} label=${t(channel.status)} />` : t('catalog.not')],
      [t('streams'), streams.length ? streams.map((stream) => html`<a key=${stream.id} href=${href('streams', stream.id)}>${t(`kind.${stream.kind}`)} ${bitrate(stream.bps)}</a> `) : t('none')],
    ]} />
    <h3>${t('visibility')}</h3>
    ${channel.uppers.length === 0 ? html`<${Empty}>${t('uppers.none')}<//>`
      : html`<ul class="visibility">${channel.uppers.map((upper) => html`<${Upper} key=${upper.domain} upper=${upper} channel=${channel} />`)}</ul>`}`;
}

function Upper({ upper, channel }) {
  const [asked, setAsked] = useState(0);
  const reason = pref('lang') === 'en' ? upper.reason : tOr(`visible.${upper.code}`, upper.reason);
  return html`<li class=${upper.visible ? 'visible' : 'invisible'}>
    <div class="head"><${Dot} state=${upper.visible ? 'good' : 'idle'} label=${upper.domain} />
      ${upper.exportedId && upper.exportedId !== channel.id && html`<${Id} id=${upper.exportedId} />`}
      <button type="button" class="button" aria-expanded=${asked > 0} onClick=${() => setAsked(asked + 1)}>${t('explain')}</button></div>
    <p>${upper.visible ? t('visible') : t('invisible')} – ${reason}</p>
    ${asked > 0 && html`<${Explain} key=${asked} upper=${upper.domain} channel=${upper.exportedId ?? channel.id} />`}
  </li>`;
}
