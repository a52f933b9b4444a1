// Who is signed in, and what that account may do.
import { ask } from './api.js';

/** required: the gateway wants an account; account and role: who it takes us for. */
export const session = { known: false, required: false, account: null, role: 'operator' };

export async function learnSession() {
  try {
    Object.assign(session, await ask('session'), { known: true });
  } catch (problem) {
    // a gateway that does not answer is told by the live events
    Object.assign(session, { known: problem.status !== 0 });
  }
  return session;
}

export async function signIn(account, password) {
  Object.assign(session, await ask('session', { method: 'POST', body: { account, password } }));
}

export async function signOut() {
  await ask('session', { method: 'DELETE' });
  Object.assign(session, { account: null, role: null });
}

/** Has the gateway still to be told who we are? */
export const isStranger = () => session.required && !session.account;

/** Only an operator may change something; where there are no accounts, everybody who reaches the page is one. */
export const may = (what) => what !== 'change' || session.role === 'operator';
