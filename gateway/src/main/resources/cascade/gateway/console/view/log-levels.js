// Levels of the log by area, and the trace of SIP messages, changed while the gateway runs.
import { html, useEffect, useState } from '../html.js';
import { ask } from '../api.js';
import { t } from '../i18n.js';
import { may } from '../account.js';
import { Card, ErrorNote } from '../part/parts.js';

const LEVELS = ['error', 'warn', 'info', 'debug', 'trace'];

export function LogLevels() {
  const [state, setState] = useState({});
  useEffect(() => {
    ask('log-levels').then((value) => setState({ value }), (problem) => setState({ problem }));
  }, []);
  const put = (body) => ask('log-levels', { method: 'PUT', body }).then((value) => setState({ value }), (problem) => setState({ ...state, problem }));
  const { value, problem } = state;
  const free = may('change');
  return html`<${Card} title=${t('log')}>
    ${problem && html`<${ErrorNote} problem=${problem} />`}
    ${value && html`<dl class="facts">${Object.entries(value.levels).map(([area, level]) => html`<div key=${area}><dt>${area}</dt><dd>${free
      ? html`<select aria-label=${area} value=${level} onChange=${(event) => put({ levels: { [area]: event.target.value } })}>${LEVELS.map((one) => html`<option key=${one} value=${one}>${one}</option>`)}</select>`
      : level}</dd></div>`)}</dl>
      <label class="check"><input type="checkbox" checked=${value.sipTrace} disabled=${!free} onChange=${(event) => put({ sipTrace: event.target.checked })} /> ${t('log.sip')}</label>`}<//>`;
}
