// The gateway's state as its live events tell it: tables of rows by key, the figures, and a history of them for charts.
const TABLES = { domains: (row) => row.name, streams: (row) => row.id, calls: (row) => row.id, commands: (row) => row.key };
const HISTORY = 300;
const SPARK = 40;
const RETRY = 2000;

export const live = {
  connected: false,
  loaded: false,
  domains: new Map(),
  streams: new Map(),
  calls: new Map(),
  commands: new Map(),
  omitted: {},
  figures: null,
  history: { at: [], bpsIn: [], bpsOut: [], streams: [] },
  sparks: new Map(),
};

const listeners = new Set();
let source = null;
let retry = 0;
let onRefused = () => {};

/** Is called a little after the gateway did not want to tell. */
export const whenRefused = (listener) => (onRefused = listener);

export function onLive(listener) {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

const tell = () => listeners.forEach((listener) => listener());

function apply(event) {
  for (const [name, key] of Object.entries(TABLES)) {
    if (event.full) live[name].clear();
    const change = event[name];
    change.gone.forEach((gone) => live[name].delete(gone));
    change.put.forEach((row) => live[name].set(key(row), row));
    live.omitted[name] = change.omitted;
  }
  live.figures = event.figures;
  live.loaded = true;
  remember(event.figures);
}

function remember(figures) {
  const history = live.history;
  const totals = figures.streams;
  const values = { at: Date.parse(figures.at) / 1000, bpsIn: totals.bpsIn, bpsOut: totals.bpsOut, streams: totals.count };
  for (const [name, value] of Object.entries(values)) {
    history[name].push(value);
    if (history[name].length > HISTORY) history[name].shift();
  }
  for (const id of live.sparks.keys()) if (!live.streams.has(id)) live.sparks.delete(id);
  for (const [id, row] of live.streams) {
    let spark = live.sparks.get(id);
    if (!spark) live.sparks.set(id, (spark = []));
    spark.push(row.bps);
    if (spark.length > SPARK) spark.shift();
  }
}

export function connect() {
  disconnect();
  source = new EventSource('/api/v1/events');
  source.addEventListener('state', (message) => {
    apply(JSON.parse(message.data));
    live.connected = true;
    tell();
  });
  source.onerror = () => {
    live.connected = false;
    // the browser tries again by itself, unless the answer was a refusal: signed out meanwhile, or too many look
    if (source?.readyState === EventSource.CLOSED) retry = setTimeout(onRefused, RETRY);
    tell();
  };
}

export function disconnect() {
  clearTimeout(retry);
  source?.close();
  source = null;
  live.connected = false;
}

/** Nothing of what was told stays for who comes next. */
export function forget() {
  disconnect();
  live.loaded = false;
  for (const name of Object.keys(TABLES)) live[name].clear();
  live.sparks.clear();
  for (const values of Object.values(live.history)) values.length = 0;
}

/** Nobody looks at a hidden page: it does not ask either. */
export function followVisibility() {
  let hidden = 0;
  document.addEventListener('visibilitychange', () => {
    clearTimeout(hidden);
    if (document.hidden) hidden = setTimeout(disconnect, 30_000);
    else if (!source) connect();
  });
}
