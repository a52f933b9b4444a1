// The answer to "why can this upper not play this channel?", in a sentence, with the steps that were looked at.
import { html } from '../html.js';
import { ask, path } from '../api.js';
import { t } from '../i18n.js';
import { pref } from '../prefs.js';
import { ErrorNote, useAsked } from '../part/parts.js';

export function Explain({ upper, channel }) {
  const { value, problem, loading } = useAsked((signal) => ask(path(['explain'], { upper, channel }), { signal }), [upper, channel, pref('lang')]);
  if (problem) return html`<${ErrorNote} problem=${problem} />`;
  if (!value) return loading ? html`<p class="waiting" role="status">${t('waiting')}</p>` : null;
  return html`<div class="explained ${value.ok ? 'good' : 'bad'}" role="status">
    <p>${value.sentence}</p>
    ${value.steps?.length > 0 && html`<ol>${value.steps.map((step, index) => html`<${Step} key=${index} step=${step} />`)}</ol>`}
  </div>`;
}

const MARKS = { ok: 'good', failed: 'bad', unknown: 'idle' };

function Step({ step }) {
  const facts = Object.entries(step.facts ?? {});
  return html`<li class=${MARKS[step.result]}><b>${t(`step.${step.step}`)}</b> ${step.text}
    ${facts.length > 0 && html`<details><summary>${t('facts')}</summary><dl>${facts.map(([name, value]) => html`<div key=${name}><dt>${name}</dt><dd class="address">${value}</dd></div>`)}</dl></details>`}</li>`;
}
