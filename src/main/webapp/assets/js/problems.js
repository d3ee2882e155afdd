// What went wrong, in words.

import { Problem } from './api.js';
import { inWords } from './time.js';

/** @param {unknown} problem */
export function describe(problem) {
  switch (problem instanceof Problem ? problem.name : '') {
    case 'storage-unavailable': {
      const wait = /** @type {Problem} */ (problem).retryAfter;
      return `The service cannot reach its storage. Try again ${wait ? `in ${inWords(wait)}` : 'in a moment'}.`;
    }
    case 'network':
      return 'The server did not answer. Check your connection and try again.';
    case 'csrf':
      return 'The server refused the request. Load this page again and repeat it.';
    default:
      return 'The server could not handle this. Try again in a moment.';
  }
}

/**
 * Whether this is a problem of that name.
 * @param {unknown} problem
 * @param {...string} names
 */
export function isProblem(problem, ...names) {
  return problem instanceof Problem && names.includes(problem.name);
}

/**
 * Whether the same may work a little later.
 * @param {unknown} problem
 */
export function passes(problem) {
  return (
    problem instanceof Problem &&
    (problem.name === 'network' || problem.status === 429 || (problem.status >= 500 && problem.status !== 501))
  );
}
