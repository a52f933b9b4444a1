// A small curve of the last values, without axes.
import { html } from '../html.js';

export function Spark({ values, width = 84, height = 20, label }) {
  if (!values || values.length < 2) return html`<svg class="spark" width=${width} height=${height} aria-hidden="true"></svg>`;
  const most = Math.max(1, ...values);
  const step = width / (values.length - 1);
  const points = values.map((value, index) => `${(index * step).toFixed(1)},${(height - 2 - (value / most) * (height - 4)).toFixed(1)}`);
  return html`<svg class="spark" width=${width} height=${height} role="img" aria-label=${label}>
    <polyline points=${`0,${height} ${points.join(' ')} ${width},${height}`} class="area" />
    <polyline points=${points.join(' ')} class="line" /></svg>`;
}
