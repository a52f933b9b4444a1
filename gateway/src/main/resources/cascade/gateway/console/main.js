// The console starts: preferences first, so that nothing flickers, then the page, then the live events.
import { html, render } from './html.js';
import { apply } from './prefs.js';
import { followVisibility } from './live.js';
import { App } from './app.js';

apply();
render(html`<${App} />`, document.getElementById('app'));
followVisibility();
