// The gateway's HTTP API. An answer that is no success is thrown as a Problem.
import { pref } from './prefs.js';

export class Problem extends Error {
  constructor(status, body) {
    super(body.detail ?? `HTTP ${status}`);
    this.status = status;
    this.body = body;
  }
}

let onSignedOut = () => {};

/** Is called when the gateway wants to know who asks. */
export const whenSignedOut = (listener) => (onSignedOut = listener);

export async function ask(path, { method = 'GET', body, signal } = {}) {
  const headers = { 'Accept-Language': pref('lang') === 'zh' ? 'zh-CN' : 'en' };
  if (body) headers['Content-Type'] = 'application/json';
  let response;
  try {
    response = await fetch(`/api/v1/${path}`, { method, headers, signal, body: body && JSON.stringify(body) });
  } catch (failure) {
    if (failure.name === 'AbortError') throw failure;
    throw new Problem(0, {});
  }
  const text = await response.text();
  const type = response.headers.get('Content-Type') ?? '';
  const answer = type.includes('json') && text ? JSON.parse(text) : text;
  if (!response.ok) {
    if (response.status === 401 && method === 'GET') onSignedOut();
    throw new Problem(response.status, typeof answer === 'object' ? answer : {});
  }
  return answer;
}

/** A path of these parts, each encoded, with these parameters. */
export function path(parts, parameters = {}) {
  const query = new URLSearchParams(Object.entries(parameters).filter(([, value]) => value !== '' && value != null));
  return parts.map(encodeURIComponent).join('/') + (query.size ? `?${query}` : '');
}
