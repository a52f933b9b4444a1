// What flows between domains, added up over the streams: for each domain its bitrate, its mean loss, and with whom.
export function flows(streams) {
  const byDomain = new Map();
  const partners = new Map();
  const add = (name, bps, loss, silent) => {
    const flow = byDomain.get(name) ?? { bps: 0, loss: 0, silent: 0, legs: 0 };
    flow.bps += bps;
    flow.loss += (loss - flow.loss) / (flow.legs + 1);
    flow.legs++;
    flow.silent += silent;
    byDomain.set(name, flow);
  };
  const join = (one, other) => {
    if (!partners.has(one)) partners.set(one, new Set());
    partners.get(one).add(other);
  };
  for (const stream of streams.values()) {
    add(stream.domain, stream.bps, stream.loss, stream.state === 'running' && stream.bps === 0 ? 1 : 0);
    for (const upper of stream.uppers) {
      add(upper.domain, upper.bps, upper.loss, upper.silent);
      join(stream.domain, upper.domain);
      join(upper.domain, stream.domain);
    }
  }
  return { byDomain, partners };
}
