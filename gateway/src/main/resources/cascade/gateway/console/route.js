// Where the user is: #/section/id?name=value. Every place has an address that can be sent to a colleague.
export const SECTION_NAMES = ['cascade', 'channels', 'streams', 'calls', 'domains', 'system'];

const listeners = new Set();

function parse() {
  const [place, query = ''] = location.hash.replace(/^#\/?/, '').split('?');
  const [section = '', ...rest] = place.split('/');
  return {
    section: section || 'cascade',
    id: rest.map(decodeURIComponent).join('/'),
    parameters: Object.fromEntries(new URLSearchParams(query)),
  };
}

let here = parse();

addEventListener('hashchange', () => {
  here = parse();
  listeners.forEach((listener) => listener());
});

export const route = () => here;

export function onRoute(listener) {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function href(section, id = '', parameters = {}) {
  const query = new URLSearchParams(Object.entries(parameters).filter(([, value]) => value));
  return `#/${section}${id ? `/${encodeURIComponent(id)}` : ''}${query.size ? `?${query}` : ''}`;
}

export function go(section, id, parameters, { replace = false } = {}) {
  const target = href(section, id, parameters);
  if (target === location.hash) return;
  if (!replace) location.hash = target;
  else {
    history.replaceState(null, '', target);
    here = parse();
    listeners.forEach((listener) => listener());
  }
}
