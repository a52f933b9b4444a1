// On which side a call ended, and whether that is how calls should end.
const SIDES = {
  'upper-bye': 'upper', cancelled: 'upper', 'no-receiver': 'upper', 'no-ack': 'upper', 'upper-offline': 'upper', 'bad-offer': 'upper',
  'lower-bye': 'lower', 'rejected-by-lower': 'lower', 'lower-timeout': 'lower', 'no-media': 'lower', 'media-timeout': 'lower',
  'file-end': 'lower', 'lower-offline': 'lower',
  'not-found': 'gateway', 'not-permitted': 'gateway', limit: 'gateway', admin: 'gateway', shutdown: 'gateway', internal: 'gateway',
};
const GOOD = new Set(['upper-bye', 'lower-bye', 'cancelled', 'file-end', 'admin', 'shutdown']);

export const sideOf = (call) => call.side ?? SIDES[call.cause] ?? 'gateway';
export const isFailure = (call) => !GOOD.has(call.cause) || (!call.answered && call.cause !== 'cancelled' && call.cause !== 'upper-bye');
