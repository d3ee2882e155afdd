// The page "my devices".

import { currentSession, endOtherSessions, endSession, mySessions, Problem, signOut } from './api.js';
import { Card } from './card.js';
import { confirm } from './confirm.js';
import { byId, element, initial, setBusy, showNotice } from './dom.js';
import { icon } from './icons.js';
import { signInAddress } from './next.js';
import { describe } from './problems.js';

const REFRESH_WORDS_MILLIS = 30_000;

const content = byId('content');
const others = byId('others');

/** @type {Map<string, Card>} by key */
let cards = new Map();
let leaving = false;
let refreshing = false;
/** Counts what was ended here, to know an answer that is older than that. */
let changes = 0;

/** The first load, and the second try after a failure. */
async function load() {
  content.hidden = true;
  byId('loading').hidden = false;
  showNotice(byId('error'), null);
  try {
    const [session, sessions] = await Promise.all([currentSession(), listed()]);
    byId('principal').textContent = session.principal;
    byId('avatar').textContent = initial(session.principal);
    byId('account').hidden = false;
    byId('console').hidden = !session.roles.includes('sojourn-admin');
    byId('loading').hidden = true;
    byId('lead').hidden = sessions === null;
    byId('unlisted').hidden = sessions !== null;
    if (sessions !== null) {
      content.hidden = false;
      render(sessions);
    }
  } catch (problem) {
    byId('loading').hidden = true;
    if (!leave(problem)) {
      showNotice(byId('error'), {
        title: 'Your devices could not be loaded',
        text: describe(problem) ?? '',
        tone: 'warn',
        action: retryButton(load),
      });
    }
  }
}

/** The sessions, or null where sessions live in cookies and nobody can list them. */
async function listed() {
  try {
    return await mySessions(false);
  } catch (problem) {
    if (problem instanceof Problem && problem.name === 'not-supported') {
      return null;
    }
    throw problem;
  }
}

/** Looks again when the page is looked at again. Passive: a page that lies open must not keep its session alive. */
async function refresh() {
  if (refreshing || content.hidden || leaving) {
    return;
  }
  refreshing = true;
  try {
    const before = changes;
    const sessions = await mySessions(true);
    if (!sessions.items.some((session) => session.current && cards.has(session.key))) {
      // Somebody else has signed in meanwhile, in another tab: nothing here is right any more.
      location.reload();
    } else if (before === changes) {
      render(sessions);
      showNotice(byId('error'), null);
    }
  } catch (problem) {
    if (!leave(problem)) {
      showNotice(byId('error'), {
        title: 'This list may be out of date',
        text: describe(problem) ?? '',
        tone: 'warn',
        action: retryButton(refresh),
      });
    }
  } finally {
    refreshing = false;
  }
}

/**
 * Brings the list to what the server said. Cards that stay are kept, so that nothing jumps under the reader.
 * @param {{items: any[], complete: boolean}} sessions
 */
function render({ items, complete }) {
  const focused = /** @type {HTMLElement | null} */ (document.activeElement);
  /** @type {Map<string, Card>} */
  const next = new Map();
  for (const session of items) {
    const card = cards.get(session.key) ?? new Card(session, askToEnd);
    card.update(session);
    next.set(session.key, card);
  }
  cards = next;
  const all = [...cards.values()];
  place(
    byId('here'),
    all.filter((card) => card.session.current),
  );
  place(
    others,
    all.filter((card) => !card.session.current),
  );
  byId('more').hidden = complete;
  byId('more').textContent = complete ? '' : 'Only the devices that were active last are shown.';
  describeOthers();
  if (focused?.isConnected && document.activeElement !== focused) {
    focused.focus();
  } else if (focused && !focused.isConnected) {
    byId('others-title').focus();
  }
}

/**
 * @param {HTMLElement} list
 * @param {Card[]} wanted
 */
function place(list, wanted) {
  const nodes = wanted.map((card) => card.node);
  if (nodes.length !== list.children.length || nodes.some((node, i) => node !== list.children[i])) {
    list.replaceChildren(...nodes);
  }
}

function describeOthers() {
  const count = others.children.length;
  byId('count').textContent = count === 0 ? '' : String(count);
  byId('none').hidden = count > 0;
  others.hidden = count === 0;
  byId('end-others').hidden = count === 0;
}

/** @param {Card} card */
async function askToEnd(card) {
  showNotice(byId('status'), null);
  const ended = await confirm(
    {
      title: 'Sign out this device?',
      text: `${card.name} (${card.address}) will have to sign in again.`,
      yes: 'Sign out',
    },
    () => endIfThere(card.session.key),
    describeOrLeave,
  );
  if (ended) {
    drop([card]);
    say(`${card.name} is signed out.`);
  }
}

/** @param {string} key */
async function endIfThere(key) {
  try {
    await endSession(key);
  } catch (problem) {
    // Ended meanwhile, which is what was asked for.
    if (!(problem instanceof Problem) || problem.name !== 'not-found') {
      throw problem;
    }
  }
}

async function askToEndOthers() {
  showNotice(byId('status'), null);
  let count = 0;
  const ended = await confirm(
    {
      title: 'Sign out all other devices?',
      text: 'Each of them will have to sign in again. You stay signed in here.',
      yes: 'Sign out all others',
    },
    async () => {
      count = await endOtherSessions();
    },
    describeOrLeave,
  );
  if (ended) {
    drop([...cards.values()].filter((card) => !card.session.current));
    say(
      count === 0
        ? 'No other device was signed in any more.'
        : `${count} other ${count === 1 ? 'device is' : 'devices are'} signed out.`,
    );
  }
}

/** @param {Card[]} gone */
function drop(gone) {
  changes++;
  for (const card of gone) {
    cards.delete(card.session.key);
    card.node.remove();
  }
  describeOthers();
  // The button that had the focus is gone with its card.
  byId('others-title').focus();
}

/** @param {string} text */
function say(text) {
  showNotice(byId('status'), { text, tone: 'good' });
}

async function onSignOut() {
  const button = byId('sign-out');
  setBusy(button, true);
  try {
    await signOut();
    leaving = true;
    hideContent();
    location.replace(signInAddress('logout', false));
  } catch (problem) {
    setBusy(button, false);
    const text = describeOrLeave(problem);
    if (text !== null) {
      showNotice(byId('error'), { title: 'You are still signed in', text });
    }
  }
}

/**
 * Goes to the sign-in page when there is no session any more, or starts again when it is another one.
 * @param {unknown} problem
 * @returns {boolean} whether that is so
 */
function leave(problem) {
  if (!(problem instanceof Problem) || !['no-session', 'other-session'].includes(problem.name)) {
    return false;
  }
  if (problem.name === 'other-session') {
    location.reload();
  } else if (!leaving) {
    leaving = true;
    hideContent();
    const address = signInAddress(problem.reason === 'missing' ? null : problem.reason);
    showNotice(byId('status'), {
      title: 'You are signed out',
      text: element('a', { href: address }, 'Go to the sign-in page'),
      tone: 'info',
    });
    location.replace(address);
  }
  return true;
}

/** What belongs to the account does not stay on the screen of somebody who is signed out. */
function hideContent() {
  content.hidden = true;
  byId('account').hidden = true;
  others.replaceChildren();
  byId('here').replaceChildren();
}

/** @param {unknown} problem */
function describeOrLeave(problem) {
  return leave(problem) ? null : describe(problem);
}

/** @param {() => void} action */
function retryButton(action) {
  const button = element('button', { class: 'button button-quiet', type: 'button' }, 'Try again');
  button.addEventListener('click', () => {
    // The button goes away with its message: the focus must not get lost with it.
    byId('main').focus();
    action();
  });
  return button;
}

byId('none-icon').append(icon('shield'));
byId('sign-out').addEventListener('click', onSignOut);
byId('end-others').addEventListener('click', askToEndOthers);
document.addEventListener('visibilitychange', () => document.visibilityState === 'visible' && refresh());
// Coming back by the browser's history shows a frozen page, perhaps of somebody who has signed out since.
window.addEventListener('pageshow', (event) => event.persisted && location.reload());
setInterval(() => cards.forEach((card) => card.refreshTimes()), REFRESH_WORDS_MILLIS);
load();
