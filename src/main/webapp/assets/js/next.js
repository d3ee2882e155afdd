// Where to go: between the sign-in page and the page that asked for it.

import { ROOT } from './api.js';

/**
 * The address to open after signing in. A link from elsewhere can carry any `next`, so only a path on this very
 * server is followed: it begins with a single slash and has no second one beside it, no backslash (which browsers
 * read as a slash) and no control character (which browsers drop before they look). All else leads to the devices.
 * @param {string | null} next the query parameter as decoded, or null
 * @returns {string} an absolute address of this origin
 */
export function nextAddress(next) {
  const fallback = new URL('devices.html', ROOT).href;
  if (!isLocalPath(next)) {
    return fallback;
  }
  const target = new URL(/** @type {string} */ (next), ROOT);
  return target.origin === ROOT.origin ? target.href : fallback;
}

/**
 * @param {string | null} next
 */
export function isLocalPath(next) {
  return next !== null && next.startsWith('/') && !next.includes('//') && !/[\\\p{Cc}]/u.test(next);
}

/**
 * The sign-in page's address, to come back to the page that is open now.
 * @param {string | null} reason why there is no session
 * @param {boolean} [comeBack] false after a sign-out that was asked for
 */
export function signInAddress(reason, comeBack = true) {
  const address = new URL('./', ROOT);
  if (reason) {
    address.searchParams.set('reason', reason);
  }
  if (comeBack) {
    address.searchParams.set('next', location.pathname + location.search + location.hash);
  }
  return address.href;
}
