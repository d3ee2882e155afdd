// Ending sessions, after a question that says whose.

import { isOwn, ownApplication } from '../api.js';
import { confirm } from '../confirm.js';
import { deviceName } from '../device.js';
import { isProblem } from '../problems.js';
import { endAllOf, endSession, liveSessionsOf } from './admin.js';
import { owner } from './session-row.js';
import { complain, hush, say, wordsOrLeave } from './shell.js';

/** How many devices the question names. */
const NAMED = 3;

/**
 * Ends one, if that is confirmed.
 * @param {any} session
 * @returns {Promise<boolean>} whether it has ended
 */
export async function askToEnd(session) {
  hush();
  const device = deviceName(session.device);
  const where = session.ipAddress ? `${device} (${session.ipAddress})` : device;
  const consequence = isOwn(session.key)
    ? 'This is your own session: you will be signed out.'
    : `${session.principal ?? 'The visitor'} will have to sign in again there.`;
  const done = await confirm(
    { title: `End the session of ${owner(session)}?`, text: `${where}. ${consequence}`, yes: 'End session' },
    () => endIfThere(session.key),
    wordsOrLeave,
  );
  if (done) {
    say(`The session of ${owner(session)} on ${device} has ended.`);
  }
  return done;
}

/** @param {string} key */
async function endIfThere(key) {
  try {
    await endSession(key);
  } catch (problem) {
    // Ended meanwhile, which is what was asked for.
    if (!isProblem(problem, 'not-found')) {
      throw problem;
    }
  }
}

/**
 * Ends all of a user or a namespace, if that is confirmed.
 * @param {'principal' | 'namespace'} kind
 * @param {string} name
 * @returns {Promise<boolean>} whether they have ended
 */
export async function askToEndAll(kind, name) {
  hush();
  /** @type {{items: any[], complete: boolean}} */
  let live = { items: [], complete: false };
  try {
    live = await liveSessionsOf(kind, name);
  } catch (problem) {
    if (!isProblem(problem, 'not-supported')) {
      complain(`The sessions of ${name} could not be counted`, problem);
      return false;
    }
  }
  const whose = kind === 'principal' ? name : `namespace ${name}`;
  if (live.complete && live.items.length === 0) {
    say(`There is no active session of ${whose}.`);
    return false;
  }
  let count = 0;
  const done = await confirm(
    { title: `End ${howMany(live)} of ${whose}?`, text: question(kind, live), yes: `End ${howMany(live)}` },
    async () => {
      count = await endAllOf(kind, name);
    },
    wordsOrLeave,
  );
  if (done) {
    say(`${count} ${count === 1 ? 'session' : 'sessions'} of ${whose} ${count === 1 ? 'has' : 'have'} ended.`);
  }
  return done;
}

/** @param {{items: any[], complete: boolean}} live */
function howMany({ items, complete }) {
  if (!complete) {
    return items.length === 0 ? 'all sessions' : `all sessions (more than ${items.length})`;
  }
  return items.length === 1 ? '1 session' : `all ${items.length} sessions`;
}

/**
 * @param {'principal' | 'namespace'} kind
 * @param {{items: any[], complete: boolean}} live
 */
function question(kind, { items, complete }) {
  const names = items.map((session) => (kind === 'principal' ? deviceName(session.device) : owner(session)));
  const different = [...new Set(names)];
  const shown = different.slice(0, NAMED).join(', ');
  const more = different.length > NAMED || !complete ? ' and others' : '';
  const own = items.some((session) => isOwn(session.key)) ? ' Your own session is among them: you will be signed out.' : '';
  const elsewhere = items.some((session) => session.application !== ownApplication())
    ? ' Those of applications that this one does not trust stay.'
    : '';
  return `${shown ? `${shown}${more}: e` : 'E'}very one of them has to sign in again.${elsewhere}${own}`;
}
