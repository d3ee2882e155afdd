// What went wrong while signing in, in words.

import { Problem } from './api.js';
import { element, showNotice } from './dom.js';
import { clockFace, countdown, inWords } from './time.js';

/**
 * @param {unknown} problem
 * @returns {{title: string, text: string, tone?: string}}
 */
export function describeSignIn(problem) {
  const name = problem instanceof Problem ? problem.name : 'http';
  const retryAfter = problem instanceof Problem ? problem.retryAfter : null;
  switch (name) {
    case 'bad-credentials':
      return {
        title: 'That did not work',
        text: 'The username or the password is not right. Check both and try again.',
      };
    case 'login-blocked':
      return { title: 'Too many attempts', text: 'Signing in is paused for a while. Try again later.', tone: 'warn' };
    case 'storage-unavailable':
      return {
        title: 'Signing in is not possible right now',
        text:
          'The service cannot reach its storage. Your details were not refused: try again ' +
          (retryAfter ? `in ${inWords(retryAfter)}.` : 'in a moment.'),
        tone: 'warn',
      };
    case 'csrf':
      return {
        title: 'The request was refused',
        text: 'It seemed to come from another site. Load this page again and repeat it.',
      };
    case 'network':
      return {
        title: 'No connection',
        text: 'The server did not answer. Check your connection and try again.',
        tone: 'warn',
      };
    default:
      return { title: 'Something went wrong', text: 'The server could not handle this. Try again in a moment.' };
  }
}

/**
 * Says that attempts are blocked and counts down. A screen reader hears the time once, not every second.
 * @param {HTMLElement} slot a live region
 * @param {number} seconds
 * @param {() => void} onEnd
 * @returns {() => void} stops it
 */
export function showBlocked(slot, seconds, onEnd) {
  const face = element('span', { class: 'clock', 'aria-hidden': 'true' });
  const text = element(
    'span',
    {},
    'Signing in is paused to protect the account. Try again in ',
    face,
    element('span', { class: 'sr-only' }, inWords(seconds)),
    '.',
  );
  showNotice(slot, { title: 'Too many attempts', text, tone: 'warn' });
  return countdown(seconds, (left) => {
    face.textContent = clockFace(left);
    if (left === 0) {
      onEnd();
    }
  });
}
