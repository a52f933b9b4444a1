// What a stream carries, as the headers of its frames tell, and what is wrong with it in words.
import { html } from '../html.js';
import { t } from '../i18n.js';
import { pref } from '../prefs.js';
import { span } from '../format.js';
import { Empty, Facts } from '../part/parts.js';

export function Doctor({ doctor }) {
  if (!doctor) return null;
  const seen = (value) => value ?? t('unseen');
  const mapped = doctor.mappedVideo && doctor.mappedVideo !== doctor.video ? ` · ${t('mapped', { codec: doctor.mappedVideo })}` : '';
  return html`<h3>${t('doctor')}</h3>
    ${doctor.findings.map((finding) => html`<p class="note warn" key=${finding.code}>${finding[pref('lang')]}</p>`)}
    ${doctor.container == null ? html`<${Empty}>${t('doctor.nothing')}<//>` : html`<${Facts} rows=${[
      [t('container'), html`${doctor.container}${doctor.container === 'ps' ? ` · ${t(doctor.streamMap ? 'psm' : 'psm.not')}` : ''}${doctor.privateData ? ` · ${t('private')}` : ''}`],
      [t('video'), `${seen(doctor.video)}${mapped}`],
      doctor.width != null && [t('size'), `${doctor.width} × ${doctor.height}`],
      doctor.frameRate != null && [t('rate'), t('rate.text', { fps: doctor.frameRate.toFixed(1), gop: doctor.gopFrames ?? '–' })],
      [t('keyframes'), doctor.keyFrameAgeSeconds == null ? t('unseen') : t('ago', { time: span(doctor.keyFrameAgeSeconds * 1000) })],
      doctor.timestampHz != null && [t('timestamps'), doctor.timestampsStill ? t('still') : `${Math.round(doctor.timestampHz)} Hz`],
      [t('audio'), seen(doctor.audio)],
    ]} />`}`;
}
