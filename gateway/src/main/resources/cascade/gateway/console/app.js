// The frame around every view: name, sections, state of the connection, language, theme, account; and the shortcuts.
import { html, useEffect, useState } from './html.js';
import { t } from './i18n.js';
import { connect, forget, live, onLive, whenRefused } from './live.js';
import { isStranger, learnSession, session, signOut } from './account.js';
import { whenSignedOut } from './api.js';
import { nextLanguage, nextTheme, onPref, pref } from './prefs.js';
import { SECTION_NAMES, href, onRoute, route } from './route.js';
import { bitrate, count } from './format.js';
import { Dot } from './part/parts.js';
import { Shortcuts, onShortcut } from './part/shortcuts.js';
import { Cascade } from './view/cascade.js';
import { Channels } from './view/channels.js';
import { Streams } from './view/streams.js';
import { Calls } from './view/calls.js';
import { Domains } from './view/domains.js';
import { System } from './view/system.js';
import { SignIn } from './view/sign-in.js';

const SECTIONS = { cascade: Cascade, channels: Channels, streams: Streams, calls: Calls, domains: Domains, system: System };

export function App() {
  const [, setTick] = useState(0);
  const [help, setHelp] = useState(false);
  useEffect(() => {
    const again = () => setTick((tick) => tick + 1);
    const off = [onLive(again), onPref(again), onRoute(again)];
    const enter = () => learnSession().then(() => {
      if (isStranger()) forget();
      else connect();
      again();
    });
    whenSignedOut(enter);
    whenRefused(enter);
    enter();
    return () => off.forEach((stop) => stop());
  }, []);
  useEffect(() => onShortcut({ help: () => setHelp((open) => !open), close: () => setHelp(false) }), []);
  const here = route();
  if (session.known && isStranger()) {
    return html`<${Header} here=${{}} bare /><main id="main" class="view"><${SignIn} onDone=${() => { connect(); setTick((tick) => tick + 1); }} /></main>`;
  }
  const leave = () => signOut().then(() => { forget(); setTick((tick) => tick + 1); });
  const View = SECTIONS[here.section] ?? Cascade;
  return html`
    <a class="skip" href="#main" onClick=${(event) => { event.preventDefault(); document.getElementById('main').focus(); }}>${t('skip')}</a>
    <${Header} here=${here} onHelp=${() => setHelp(true)} onLeave=${leave} />
    <main id="main" tabindex="-1" class="view view-${here.section}">
      ${live.loaded ? html`<${View} key=${here.section} id=${here.id} parameters=${here.parameters} />` : html`<p class="waiting" role="status">${t('waiting')}</p>`}
    </main>
    ${help && html`<${Shortcuts} onClose=${() => setHelp(false)} />`}`;
}

const Header = ({ here, bare, onHelp, onLeave }) => html`
  <header class="top">
    <a class="brand" href=${href('cascade')} aria-label="cascade-gateway">
      <svg viewBox="0 0 32 32" aria-hidden="true"><g fill="none" stroke="currentColor" stroke-width="2.2"><path d="M7 9h5c4 0 3 7 7 7h6M7 23h5c4 0 3-7 7-7" /></g>
        <g fill="currentColor"><circle cx="7" cy="9" r="3.2" /><circle cx="7" cy="23" r="3.2" /><circle cx="25" cy="16" r="3.6" /></g></svg>
      <span>${t('brand')}</span></a>
    ${!bare && html`<nav aria-label=${t('sections')}>${SECTION_NAMES.map((name) => html`<a key=${name} href=${href(name)}
      aria-current=${name === here.section ? 'page' : null}>${t(`section.${name}`)}${name === 'streams' && live.loaded ? html`<small class="num">${count(live.figures.streams.count)}</small>` : null}</a>`)}</nav>`}
    <div class="tools">
      ${!bare && html`<span class="connection" role="status">${live.connected
        ? html`<${Dot} state="good pulse" label=${t('live')} />`
        : html`<${Dot} state=${live.loaded ? 'bad' : 'warn'} label=${live.loaded ? t('lost') : t('connecting')} />`}</span>`}
      ${!bare && live.loaded && live.figures.checks.some((check) => check.name === 'drain') && html`<a href=${href('system')}><${Dot} state="warn" label=${t('draining')} /></a>`}
      ${!bare && live.loaded && html`<span class="rate num" title=${t('rate.title')}>↓ ${bitrate(live.figures.streams.bpsIn)}<br />↑ ${bitrate(live.figures.streams.bpsOut)}</span>`}
      <button type="button" class="tool" onClick=${nextLanguage}
        lang=${pref('lang') === 'zh' ? 'en' : 'zh-CN'} aria-label=${t('language')} title="L">${pref('lang') === 'zh' ? 'EN' : '中文'}</button>
      <button type="button" class="tool" onClick=${nextTheme} aria-label=${`${t('theme')}: ${t(`theme.${pref('theme')}`)}`}
        title=${`${t('theme')}: ${t(`theme.${pref('theme')}`)} (T)`}><${ThemeIcon} theme=${pref('theme')} /></button>
      ${!bare && html`<button type="button" class="tool help" onClick=${onHelp} aria-label=${t('keys')} title="?">?</button>`}
      ${!bare && session.account && html`<button type="button" class="tool" onClick=${onLeave} title=${t('sign.out')} aria-label=${`${session.account}: ${t('sign.out')}`}>${session.account} ⏻</button>`}
    </div>
  </header>`;

const ThemeIcon = ({ theme }) => html`<svg viewBox="0 0 24 24" aria-hidden="true" fill="none" stroke="currentColor" stroke-width="2">${
  theme === 'dark' ? html`<path d="M20 14.5A8.5 8.5 0 0 1 9.5 4 8.5 8.5 0 1 0 20 14.5z" />`
  : theme === 'light' ? html`<circle cx="12" cy="12" r="4.5" /><path d="M12 2v2M12 20v2M2 12h2M20 12h2M5 5l1.4 1.4M17.6 17.6 19 19M19 5l-1.4 1.4M6.4 17.6 5 19" />`
  : html`<circle cx="12" cy="12" r="8" /><path d="M12 4a8 8 0 0 1 0 16z" fill="currentColor" />`}</svg>`;
