// "Why was I signed out?" in words for people. Only these texts are ever shown, never what an address carries.

/** @typedef {{title: string, text: string, tone: string}} Explanation */

/** @type {Map<string, Explanation>} */
const EXPLANATIONS = new Map([
  [
    'logout',
    {
      title: 'You are signed out',
      text: 'This session was ended by you, here or on another of your devices.',
      tone: 'good',
    },
  ],
  [
    'admin',
    {
      title: 'An administrator signed you out',
      text: 'Sign in again, or ask your administrator if you did not expect this.',
      tone: 'info',
    },
  ],
  [
    'evicted',
    {
      title: 'Too many devices',
      text: 'You signed in on more devices than allowed, so the one unused for the longest was signed out: this one.',
      tone: 'info',
    },
  ],
  [
    'idle',
    {
      title: 'You were away for a while',
      text: 'To keep your account safe you were signed out. Sign in to go on where you left off.',
      tone: 'info',
    },
  ],
  [
    'absolute',
    {
      title: 'Time to sign in again',
      text: 'A session ends after a fixed time, even when it is in use.',
      tone: 'info',
    },
  ],
  [
    'address',
    {
      title: 'Your network address changed',
      text: 'For your safety the session was ended. Sign in to continue.',
      tone: 'info',
    },
  ],
  [
    'agent',
    {
      title: 'Your browser looked different',
      text: 'The session was used from another browser than the one it began in, so it was ended for your safety.',
      tone: 'warn',
    },
  ],
  [
    'namespace',
    {
      title: 'You were signed out',
      text: 'The application ended a group of sessions, and this one belonged to it. Sign in to continue.',
      tone: 'info',
    },
  ],
  [
    'account',
    {
      title: 'Your account changed',
      text: 'After a change such as a new password, all sessions are ended. Sign in with your current password.',
      tone: 'info',
    },
  ],
  [
    'theft',
    {
      title: 'Signed out for your safety',
      text:
        'An outdated copy of your sign-in was used, which can mean that somebody else had it. Sign in, look through ' +
        'your devices, and change your password if you see one that you do not know.',
      tone: 'warn',
    },
  ],
  [
    'rotated',
    {
      title: 'This page was out of date',
      text: 'Your sign-in was renewed in the meantime. Sign in to continue.',
      tone: 'info',
    },
  ],
  [
    'unknown',
    {
      title: 'Your session has ended',
      text: 'The server does not know it any more. Sign in to continue.',
      tone: 'info',
    },
  ],
]);

/** Not worth a word when nobody asked: a left-over cookie of some earlier day. */
const SILENT = new Set(['rotated', 'unknown']);

/**
 * What to say on the sign-in page, or null for nothing.
 * @param {string | null} fromAddress the `reason` query parameter, untrusted
 * @param {string | null} fromServer the reason of the 401
 * @returns {Explanation | null}
 */
export function explain(fromAddress, fromServer) {
  if (fromAddress !== null) {
    return EXPLANATIONS.get(fromAddress) ?? null;
  }
  return fromServer !== null && !SILENT.has(fromServer) ? (EXPLANATIONS.get(fromServer) ?? null) : null;
}

/** The same for an administrator, who looks at somebody else's session. */
const LABELS = new Map([
  ['logout', 'signed out'],
  ['admin', 'by an administrator'],
  ['evicted', 'over the limit'],
  ['idle', 'idle'],
  ['absolute', 'lifetime over'],
  ['address', 'address changed'],
  ['agent', 'browser changed'],
  ['namespace', 'namespace ended'],
  ['account', 'account changed'],
  ['theft', 'stolen token'],
]);

/**
 * An end reason in a few words, to stand after "ended".
 * @param {string | null} reason one that is not known stays as it is
 */
export function reasonLabel(reason) {
  return reason === null ? '' : (LABELS.get(reason) ?? reason);
}
