// What lists have in common: what they say when they could not be read, and when their rows must not move.

import { emptyState } from './parts.js';
import { forget, trouble } from './shell.js';

/** A pointer that rests for so long has been left there. */
const RESTS_MILLIS = 10_000;

/**
 * Takes what is said of the whole page: then what was loaded stays, marked as of an earlier time, or a word that it will come.
 * @param {string} who asked
 * @param {unknown} problem
 * @param {HTMLElement} list
 * @param {boolean} loaded whether the list shows an earlier answer
 * @returns {boolean} false for a refusal, which the view explains in the place of the list
 */
export function passesByItself(who, problem, list, loaded) {
  list.setAttribute('aria-busy', 'false');
  if (!trouble(who, problem)) {
    forget(who);
    return false;
  }
  if (loaded) {
    list.classList.add('is-stale');
  } else {
    list.replaceChildren(
      emptyState({ icon: 'storage', title: 'Nothing to show yet', text: 'The list appears by itself as soon as it can be read.' }),
    );
  }
  return true;
}

/** A person's hand at the rows of a table: while it is there, they stay where they are. */
export class Hand {
  #body;
  #onLetGo;
  #place = '';
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #rests;

  /**
   * @param {HTMLElement} body of the table
   * @param {() => void} onLetGo what was held back may be shown now
   */
  constructor(body, onLetGo) {
    this.#body = body;
    this.#onLetGo = onLetGo;
    body.addEventListener('focusout', (event) => {
      if (!body.contains(/** @type {Node | null} */ (event.relatedTarget))) {
        onLetGo();
      }
    });
    body.addEventListener('pointermove', (event) => this.#moved(event));
    body.addEventListener('pointerleave', () => this.#gone());
  }

  /** Whether the focus or the pointer is in a row, or a question about one is open. */
  get holds() {
    return (
      this.#body.contains(document.activeElement) ||
      document.querySelector('dialog[open]') !== null ||
      (this.#rests !== undefined && this.#body.isConnected)
    );
  }

  /** @param {PointerEvent} event */
  #moved({ pointerType, clientX, clientY }) {
    const place = `${clientX} ${clientY}`;
    // a finger leaves no pointer behind, and rows that move under a pointer at rest are no hand
    if (pointerType !== 'touch' && place !== this.#place) {
      this.#place = place;
      clearTimeout(this.#rests);
      this.#rests = setTimeout(() => this.#gone(), RESTS_MILLIS);
    }
  }

  #gone() {
    clearTimeout(this.#rests);
    this.#rests = undefined;
    this.#onLetGo();
  }
}
