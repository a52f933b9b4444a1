// The form for a gateway that wants to know who asks.
import { html, useEffect, useRef, useState } from '../html.js';
import { signIn } from '../account.js';
import { t } from '../i18n.js';

export function SignIn({ onDone }) {
  const first = useRef(null);
  const [account, setAccount] = useState('');
  const [password, setPassword] = useState('');
  const [state, setState] = useState({});
  useEffect(() => first.current.focus(), []);
  const submit = (event) => {
    event.preventDefault();
    setState({ busy: true });
    signIn(account, password).then(onDone, (problem) => setState({ problem }));
  };
  const words = { 401: 'sign.wrong', 429: 'sign.slowed' };
  return html`<form class="sign-in" onSubmit=${submit}>
    <h1>${t('sign.in')}</h1>
    <label>${t('account')}<input type="text" name="account" autocomplete="username" ref=${first} value=${account} onInput=${(event) => setAccount(event.target.value)} /></label>
    <label>${t('password')}<input type="password" name="password" autocomplete="current-password" required value=${password} onInput=${(event) => setPassword(event.target.value)} /></label>
    ${state.problem && html`<p class="error-note" role="alert">${t(words[state.problem.status] ?? 'error.unreachable')}</p>`}
    <button type="submit" class="button primary" disabled=${state.busy}>${t('sign.in')}</button>
    <p class="soft">${t('sign.token')}</p></form>`;
}
