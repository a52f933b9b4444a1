// Whether a call ended as calls should end.
const GOOD = new Set(['upper-bye', 'lower-bye', 'cancelled', 'file-end', 'admin', 'shutdown']);

export const isFailure = (call) => !GOOD.has(call.cause);
