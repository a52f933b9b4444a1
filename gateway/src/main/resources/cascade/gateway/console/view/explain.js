// The answer to "why can this upper not play this channel?", in a sentence, with the steps that were looked at.
import { html } from '../html.js';
import { ask, path } from '../api.js';
import { t, tOr } from '../i18n.js';
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

/** A step is a text, or {name, ok, detail} with ok left out where it was not looked at. */
function Step({ step }) {
  if (typeof step === 'string') return html`<li>${step}</li>`;
  const state = step.ok === true ? 'good' : step.ok === false ? 'bad' : 'idle';
  return html`<li class=${state}><b>${tOr(`step.${step.name}`, step.name)}</b> ${step.detail ?? step.sentence ?? ''}</li>`;
}
