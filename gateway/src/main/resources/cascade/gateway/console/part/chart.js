// Curves over time with a scale; the values under the pointer stand in the legend.
import { html, useEffect, useRef, useState } from '../html.js';
import { time } from '../format.js';

const LEFT = 74;
const BOTTOM = 18;

/** A round number at or above the value: 1, 2 or 5 times a power of ten. */
function roundUp(value) {
  const power = 10 ** Math.floor(Math.log10(value));
  return ([1, 2, 5].find((step) => step * power >= value) ?? 10) * power;
}

/** A path through the values, interrupted where there is none. */
function curve(values, x, y) {
  let pen = 'M';
  return values.map((value, index) => {
    if (value == null) {
      pen = 'M';
      return '';
    }
    const point = `${pen}${x(index).toFixed(1)} ${y(value).toFixed(1)}`;
    pen = 'L';
    return point;
  }).join('');
}

/** data: times in seconds, then the values of each of the series {label, colour, fill}; least: the top of the scale at least. */
export function Chart({ data, series, height = 180, format, least = 1000, label }) {
  const box = useRef(null);
  const [width, setWidth] = useState(300);
  const [pointed, setPointed] = useState(-1);
  useEffect(() => {
    const observer = new ResizeObserver(([entry]) => setWidth(entry.contentRect.width));
    observer.observe(box.current);
    return () => observer.disconnect();
  }, []);
  const [at, ...curves] = data;
  const span = Math.max(1, at.at(-1) - at[0]);
  const top = roundUp(Math.max(least, ...curves.flat().map((value) => value ?? 0)));
  const bottom = height - BOTTOM;
  const x = (index) => LEFT + ((at[index] - at[0]) / span) * Math.max(1, width - LEFT - 2);
  const y = (value) => bottom - (value / top) * (bottom - 8);
  const index = pointed >= 0 ? Math.min(pointed, at.length - 1) : at.length - 1;
  const point = (event) => {
    const share = (event.clientX - box.current.getBoundingClientRect().left - LEFT) / (width - LEFT);
    const wanted = at[0] + share * span;
    setPointed(share < 0 ? -1 : at.findIndex((moment) => moment >= wanted));
  };
  return html`<figure class="chart" role="img" aria-label=${label}>
    <figcaption>${series.map((one, number) => html`<span key=${number}><i style=${{ background: `var(${one.colour})` }}></i>${one.label} <b class="num">${
      curves[number][index] == null ? '–' : format(curves[number][index])}</b></span>`)}<span class="num at">${pointed >= 0 ? time(at[index] * 1000) : ''}</span></figcaption>
    <div ref=${box} onPointerMove=${point} onPointerLeave=${() => setPointed(-1)}><svg width=${width} height=${height} aria-hidden="true">
      ${[0, 0.5, 1].map((share) => html`<g key=${share}><line class="rule" x1=${LEFT} x2=${width} y1=${y(top * share)} y2=${y(top * share)} />
        <text x=${LEFT - 8} y=${y(top * share) + 4} class="end">${format(top * share)}</text></g>`)}
      ${at.length > 1 && html`<text x=${LEFT} y=${height - 3}>${time(at[0] * 1000)}</text><text x=${width} y=${height - 3} class="end">${time(at.at(-1) * 1000)}</text>
        ${series.map((one, number) => html`<g key=${number} style=${{ color: `var(${one.colour})` }}>
          ${one.fill && html`<path class="area" d=${`${curve(curves[number], x, y)}L${x(at.length - 1)} ${bottom}L${LEFT} ${bottom}Z`} />`}<path class="line" d=${curve(curves[number], x, y)} /></g>`)}
        ${pointed >= 0 && html`<line class="pointed" x1=${x(index)} x2=${x(index)} y1="8" y2=${bottom} />`}`}
    </svg></div></figure>`;
}
