// One command or query of an upper that is over.
import { html } from '../html.js';
import { t } from '../i18n.js';
import { live } from '../live.js';
import { href } from '../route.js';
import { dateTime, milliseconds } from '../format.js';
import { Empty, Facts, Id } from '../part/parts.js';
import { Ladder } from './ladder.js';

export function Command({ id }) {
  const command = live.commands.get(id);
  if (!command) return html`<h2>${t('command')}</h2><${Empty}>${t('command.gone')}<//>`;
  return html`<h2 class=${command.result === 'ok' ? '' : 'bad-text'}>${command.command}: ${command.result}</h2>
    ${command.reason && html`<p class="note warn">${command.reason}</p>`}
    <${Facts} rows=${[
      [t('upper'), html`<a href=${href('domains', command.domain)}>${command.domain}</a>`],
      [t('lower'), command.lowerDomain && html`<a href=${href('domains', command.lowerDomain)}>${command.lowerDomain}</a>`],
      [t('channel'), html`<${Id} id=${command.channelId} />`],
      ['CmdType', command.cmdType],
      command.detail && [t('detail'), html`<span class="address">${command.detail}</span>`],
      command.user && [t('user'), html`<${Id} id=${command.user} />`],
      ['SN', command.sn],
      [t('started'), dateTime(command.time)],
      [t('lasted'), milliseconds(command.milliseconds)],
    ]} />
    <h3>${t('ladder')}</h3>
    <${Ladder} call=${command.id} />`;
}
