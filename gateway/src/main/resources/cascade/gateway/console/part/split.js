// A list on the left and what was chosen of it on the right; on a narrow screen the one covers the other.
import { html, useEffect, useRef } from '../html.js';
import { t } from '../i18n.js';
import { go, route } from '../route.js';

export function Split({ title, children, detail }) {
  return html`<h1 class="hidden">${title}</h1>
    <div class="split ${detail ? 'open' : ''}"><div class="list">${children}</div>${detail && html`<${Detail}>${detail}<//>`}</div>`;
}

function Detail({ children }) {
  const box = useRef(null);
  const { section, id, parameters } = route();
  useEffect(() => {
    box.current.scrollTop = 0;
  }, [id]);
  return html`<aside class="detail-pane" ref=${box} tabindex="-1" aria-label=${t('detail')}>
    <button type="button" class="tool close" onClick=${() => go(section, '', parameters)} aria-label=${t('close')} title="Esc">×</button>${children}</aside>`;
}
