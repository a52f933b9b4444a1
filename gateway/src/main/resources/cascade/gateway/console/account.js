// Who is signed in, and what that account may do.
import { ask } from './api.js';

/** required: the gateway wants an account; account and role: who it takes us for. */
export const session = { known: false, required: false, account: null, role: 'operator' };

export async function learnSession() {
  try {
    Object.assign(session, await ask('session'), { known: true });
  } catch (problem) {
    Object.assign(session, { known: true, required: problem.status === 401, account: null });
  }
  return session;
}

/** Only an operator may change something; where there are no accounts, everybody who reaches the page is one. */
export const may = (what) => what !== 'change' || session.role === 'operator';
