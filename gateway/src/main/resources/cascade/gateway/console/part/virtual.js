// A list of any length of which only the rows in sight exist; arrow keys choose, Enter opens.
import { html, useEffect, useRef, useState } from '../html.js';

const SPARE = 6;

/**
 * total rows of one height; row(index) draws one, or nothing yet. onRange hears which rows are in sight.
 */
export function VirtualList({ total, height, row, label, selected = -1, onOpen, onRange, head }) {
  const box = useRef(null);
  const [top, setTop] = useState(0);
  const [view, setView] = useState(600);
  const [active, setActive] = useState(-1);
  useEffect(() => {
    const observer = new ResizeObserver(([entry]) => setView(entry.contentRect.height));
    observer.observe(box.current);
    return () => observer.disconnect();
  }, []);
  const first = Math.max(0, Math.floor(top / height) - SPARE);
  const last = Math.min(total, Math.ceil((top + view) / height) + SPARE);
  useEffect(() => onRange?.(first, last), [first, last, total]);

  const move = (to) => {
    const next = Math.max(0, Math.min(total - 1, to));
    setActive(next);
    const area = box.current;
    if (next * height < area.scrollTop) area.scrollTop = next * height;
    else if ((next + 1) * height > area.scrollTop + view) area.scrollTop = (next + 1) * height - view;
  };
  const onKeyDown = (event) => {
    const page = Math.max(1, Math.floor(view / height) - 1);
    const now = active < 0 ? Math.max(selected, -1) : active;
    const steps = { ArrowDown: now + 1, ArrowUp: now - 1, PageDown: now + page, PageUp: now - page, Home: 0, End: total - 1 };
    if (event.key in steps && total > 0) {
      event.preventDefault();
      move(steps[event.key]);
    } else if (event.key === 'Enter' && now >= 0 && now < total) {
      event.preventDefault();
      onOpen?.(now);
    }
  };
  const rows = [];
  for (let index = first; index < last; index++) {
    rows.push(html`<div
      key=${index} id=${`row-${index}`} role="option" aria-selected=${index === selected} aria-setsize=${total} aria-posinset=${index + 1}
      class="vrow ${index === selected ? 'selected' : ''} ${index === active ? 'active' : ''}"
      style=${{ transform: `translateY(${index * height}px)`, height: `${height}px` }}
      onClick=${() => { setActive(index); onOpen?.(index); }}>${row(index)}</div>`);
  }
  return html`<div class="vlist">
    ${head && html`<div class="vhead">${head}</div>`}
    <div class="vbox" ref=${box} role="listbox" tabindex="0" aria-label=${label}
      aria-activedescendant=${active >= first && active < last ? `row-${active}` : null}
      onScroll=${(event) => setTop(event.currentTarget.scrollTop)} onKeyDown=${onKeyDown}>
      <div class="vspace" style=${{ height: `${total * height}px` }}>${rows}</div>
    </div></div>`;
}
