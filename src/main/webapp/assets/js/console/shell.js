// What surrounds the views: who is signed in, what is wrong, what was done.

import { Problem, signOut } from '../api.js';
import { byId, element, initial, setBusy, showNotice } from '../dom.js';
import { icon } from '../icons.js';
import { signInAddress } from '../next.js';
import { describe, isProblem, passes } from '../problems.js';

const CLOCK = new Intl.DateTimeFormat('en', { timeStyle: 'medium' });

let leaving = false;

/** What is in trouble, by the name of who asked. @type {Map<string, unknown>} */
const troubles = new Map();

/** The words that stand in the banner: it is not written anew while they are the same, or it would be read out again. */
let bannerWords = '';

/** Called when the console is closed to this person. @type {() => void} */
let onClosed = () => {};

/** @param {() => void} closed called when there is nothing to see here any more */
export function prepare(closed) {
  onClosed = closed;
  byId('forbidden-icon').append(icon('lock'));
  byId('sign-out').addEventListener('click', (/** @type {Event} */ event) => leave(event.currentTarget, 'logout', false));
  byId('forbidden-sign-out').addEventListener('click', (/** @type {Event} */ event) =>
    leave(event.currentTarget, null, true),
  );
  byId('skip').addEventListener('click', (/** @type {Event} */ event) => {
    event.preventDefault(); // the address is the route
    byId('main').focus();
  });
  const menu = byId('account');
  document.addEventListener('click', (event) => {
    if (menu.open && !menu.contains(/** @type {Node} */ (event.target))) {
      menu.open = false;
    }
  });
  menu.addEventListener('keydown', (/** @type {KeyboardEvent} */ event) => {
    if (event.key === 'Escape' && menu.open) {
      menu.open = false;
      menu.querySelector('summary').focus();
    }
  });
}

/** @param {any} session the administrator's */
export function showAccount(session) {
  byId('principal').textContent = session.principal;
  byId('forbidden-name').textContent = session.principal;
  byId('avatar').textContent = initial(session.principal);
  byId('account').hidden = false;
}

/** Says what was done. @param {string} text */
export function say(text) {
  showNotice(byId('status'), { text, tone: 'good' });
}

/**
 * Says what could not be done; leaves the page when that is why.
 * @param {string} title
 * @param {unknown} problem
 */
export function complain(title, problem) {
  const text = wordsOrLeave(problem);
  if (text !== null) {
    showNotice(byId('status'), { title, text, tone: 'error' });
  }
}

/** Takes back what was said. */
export function hush() {
  showNotice(byId('status'), null);
}

/**
 * Takes a problem that concerns the whole page: no session any more, no administrator, or something that should pass.
 * @param {string} who asked
 * @param {unknown} problem
 * @returns {boolean} whether it was one of these, and said
 */
export function trouble(who, problem) {
  if (closed(problem)) {
    return true;
  }
  if (!passes(problem)) {
    return false;
  }
  troubles.set(who, problem);
  showTroubles();
  return true;
}

/** It works again, or nobody asks any more. @param {string} who */
export function fine(who) {
  if (troubles.delete(who)) {
    showTroubles();
    if (troubles.size === 0) {
      say('The connection is back. What you see is up to date.');
    }
  }
}

/** Nobody asks any more. @param {string} who */
export function forget(who) {
  if (troubles.delete(who)) {
    showTroubles();
  }
}

function showTroubles() {
  const problem = [...troubles.values()].find((each) => isProblem(each, 'storage-unavailable')) ?? [...troubles.values()][0];
  let title = '';
  let text = '';
  if (isProblem(problem, 'storage-unavailable')) {
    title = 'The storage does not answer';
    text = 'Sessions can neither be read nor ended until it is back. What you see may be out of date. Trying again by itself.';
  } else if (isProblem(problem, 'network')) {
    title = 'The server does not answer';
    text = 'What you see may be out of date. Trying again by itself.';
  } else if (problem) {
    title = 'The server could not answer';
    text = 'Its log says why. What you see may be out of date. Trying again by itself.';
  }
  if (title !== bannerWords) {
    bannerWords = title;
    showNotice(byId('banner'), title ? { title, text } : null);
    if (title) {
      hush();
    }
  }
}

/**
 * Words for a failed action; null when the page is left because of it.
 * @param {unknown} problem
 */
export function wordsOrLeave(problem) {
  if (closed(problem)) {
    return null;
  }
  return isProblem(problem, 'not-supported') ? 'The configured storage cannot do this.' : describe(problem);
}

/** What a stale view says of itself. @param {number} millis when its content was loaded */
export function asOf(millis) {
  return `as of ${CLOCK.format(millis)}`;
}

/**
 * Goes to the sign-in page when there is no session any more, shows who may come in when this one may not.
 * @param {unknown} problem
 * @returns {boolean} whether that is so
 */
function closed(problem) {
  if (isProblem(problem, 'other-session')) {
    location.reload();
  } else if (isProblem(problem, 'forbidden')) {
    refuse();
  } else if (isProblem(problem, 'no-session')) {
    const { reason } = /** @type {Problem} */ (problem);
    go(signInAddress(reason === 'missing' ? null : reason));
  } else {
    return false;
  }
  return true;
}

/** Shows that this is for administrators. */
export function refuse() {
  if (byId('forbidden').hidden) {
    onClosed();
    byId('forbidden').hidden = false;
    document.title = 'Not an administrator · Sojourn';
    byId('forbidden-title').focus();
  }
}

/** @param {string} address */
function go(address) {
  if (leaving) {
    return;
  }
  leaving = true;
  onClosed();
  byId('account').hidden = true;
  showNotice(byId('banner'), null);
  showNotice(byId('status'), {
    title: 'You are signed out',
    text: element('a', { href: address }, 'Go to the sign-in page'),
    tone: 'info',
  });
  location.replace(address);
}

/**
 * @param {EventTarget | null} target
 * @param {string | null} reason
 * @param {boolean} comeBack
 */
async function leave(target, reason, comeBack) {
  const button = /** @type {HTMLElement} */ (target);
  setBusy(button, true);
  try {
    await signOut();
    go(signInAddress(reason, comeBack));
  } catch (problem) {
    setBusy(button, false);
    complain('You are still signed in', problem);
  }
}
