// One call that ended: how and by whom, what the media did, and its ladder.
import { html } from '../html.js';
import { t } from '../i18n.js';
import { live } from '../live.js';
import { href } from '../route.js';
import { count, dateTime, milliseconds, span } from '../format.js';
import { Cause, Empty, Facts, Id, Side, Tag } from '../part/parts.js';
import { isFailure } from '../causes.js';
import { Ladder } from './ladder.js';

const between = (one, other) => Date.parse(other) - Date.parse(one);

export function Call({ id }) {
  const call = live.calls.get(id);
  if (!call) return html`<h2>${t('call')}</h2><${Empty}>${t('call.gone')}<//><${Ladder} call=${id} />`;
  const { media } = call;
  const legs = [
    media.upperLocal && [t('leg.upper'), html`<span class="address">${media.upperLocal} → ${media.upperRemote ?? '?'}</span>`],
    media.lowerLocal && [t('leg.lower'), html`<span class="address">${media.lowerRemote ?? '?'} → ${media.lowerLocal}</span>`],
    media.foreignPackets > 0 && [t('foreign'), `${count(media.foreignPackets)} ${media.foreignFrom ?? ''}`],
  ];
  return html`<h2 class=${isFailure(call) ? 'bad-text' : ''}><${Cause} cause=${call.cause} /></h2>
    <p class="under"><${Side} call=${call} /> ${call.sipStatus ? html`<${Tag} kind="sip">${call.sipStatus} ${call.sipReason ?? ''}<//>` : null} <${Tag}>${t(`kind.${call.kind}`)}<//></p>
    ${media.hint && html`<p class="note warn">${media.hint}</p>`}
    <${Facts} rows=${[
      [t('upper'), html`<a href=${href('domains', call.domain)}>${call.domain}</a>`],
      [t('lower'), call.lowerDomain && html`<a href=${href('domains', call.lowerDomain)}>${call.lowerDomain}</a>`],
      [t('channel'), html`<a href=${href('channels', call.channelId)}><${Id} id=${call.channelId} /></a>`],
      [t('started'), dateTime(call.started)],
      [t('setup'), call.answered ? milliseconds(between(call.started, call.answered)) : t('unanswered')],
      [t('lasted'), span(between(call.started, call.ended))],
      [t('packets.sent'), html`<span class="num">${count(call.packets)}</span>`],
      ...legs,
      ['Call-ID', html`<span class="address">${call.callId}</span>`],
    ]} />
    <h3>${t('ladder')}</h3>
    <${Ladder} call=${id} />`;
}
