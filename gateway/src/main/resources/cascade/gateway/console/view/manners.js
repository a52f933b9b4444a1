// What a domain was seen to do, which profile fits it, and what to set.
import { html } from '../html.js';
import { ask, path } from '../api.js';
import { t } from '../i18n.js';
import { pref } from '../prefs.js';
import { count, dateTime } from '../format.js';
import { Facts, useAsked } from '../part/parts.js';

export function Manners({ name }) {
  const { value } = useAsked((signal) => ask(path(['domains', name, 'manners']), { signal }), [name, pref('lang')]);
  if (!value) return null;
  return html`<h3>${t('manners')}</h3>
    <div class="manners">
      <p>${value.sentence}</p>
      ${value.contradictions.map((one) => html`<p key=${one} class="note bad">${one}</p>`)}
      ${value.snippet && html`<p>${t('manners.set')}</p><pre>${value.snippet}</pre>`}
      ${value.unseen.length > 0 && html`<p class="soft">${t('manners.unseen')}</p><ul class="plain soft">${value.unseen.map((one) => html`<li key=${one}>${one}</li>`)}</ul>`}
      <details><summary>${t('manners.seen', { n: count(value.messages) })}</summary>
        <${Facts} rows=${value.seen.map((trait) => [trait.title, trait.values.map((one) => html`<${Seen} key=${one.value} one=${one} />`)])} />
      </details>
      <details><summary>${t('manners.profiles')}</summary>
        <${Facts} rows=${value.profiles.map((fit) => [`${fit.profile} ${fit.score}`, [...fit.pro.map((why) => ['+', why]), ...fit.con.map((why) => ['−', why])]
          .map(([sign, why], index) => html`<div key=${index}>${sign}${why.weight} ${why.what} <span class="soft">${why.source}</span></div>`)])} />
      </details>
    </div>`;
}

const Seen = ({ one }) => html`<div title=${one.example}><span class="address">${one.value}</span> <span class="num">×${count(one.count)}</span> <span class="soft">${dateTime(one.last)}</span></div>`;
