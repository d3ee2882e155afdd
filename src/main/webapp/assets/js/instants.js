// Elements that show an instant.

import { serverNow } from './api.js';
import { element } from './dom.js';
import { exact, relative } from './time.js';

/** An empty one, for {@link setTime}. @returns {HTMLTimeElement} */
export function timeElement() {
  return element('time');
}

/**
 * Shows how long ago it was, with the exact instant as the title. Hides the element when there is no instant.
 * @param {HTMLElement} node
 * @param {string | null | undefined} instant RFC 3339
 * @param {string} [words] before the relative time
 */
export function setTime(node, instant, words = '') {
  const then = Date.parse(instant ?? '');
  node.hidden = Number.isNaN(then);
  if (!node.hidden) {
    node.setAttribute('datetime', /** @type {string} */ (instant));
    node.setAttribute('title', exact(then));
    node.textContent = words + relative(then, serverNow());
  }
}

/**
 * The instant with date, time and zone.
 * @param {string | null | undefined} instant RFC 3339
 */
export function exactly(instant) {
  const then = Date.parse(instant ?? '');
  return Number.isNaN(then) ? 'not limited' : exact(then);
}
