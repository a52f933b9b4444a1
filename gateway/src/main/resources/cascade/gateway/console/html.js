// Templates without a build step: htm turns tagged literals into calls of Preact's h.
import { h } from './vendor/preact.mjs';
import htm from './vendor/htm.mjs';

export { render } from './vendor/preact.mjs';
export { useEffect, useLayoutEffect, useMemo, useRef, useState } from './vendor/hooks.mjs';
export const html = htm.bind(h);
