// Loads something again and again, and goes on by itself after a failure.

import { passes } from '../problems.js';

/** However many events come, the list behind them is asked for once in this time. */
const LEAST_MILLIS = 1000;

const LONGEST_WAIT_MILLIS = 30_000;

/**
 * One request at a time, and one in a second. An answer that is older than the last change of what is asked for is dropped.
 * @template T
 */
export class Refresher {
  #options;
  #active = false;
  #running = false;
  #wanted = false;
  #question = 0;
  #failures = 0;
  #lastStart = 0;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer;

  /**
   * @param {{load: (passive: boolean) => Promise<T>, show: (answer: T) => void, fail: (problem: unknown) => void}} options
   *     load is told whether nobody has asked for it by hand
   */
  constructor(options) {
    this.#options = options;
  }

  /** Asks at once, because a person wants it or the question is another one. */
  now() {
    this.#active = true;
    this.#question++;
    this.#failures = 0;
    this.#wanted = false;
    clearTimeout(this.#timer);
    this.#timer = undefined;
    return this.#run(false);
  }

  /** Asks soon, together with all who say so until then. */
  soon() {
    if (!this.#active || this.#timer !== undefined) {
      return;
    }
    if (this.#running) {
      this.#wanted = true;
      return;
    }
    this.#schedule(Math.max(0, this.#lastStart + LEAST_MILLIS - Date.now()));
  }

  /** Asks no more until it is told to. */
  stop() {
    this.#active = false;
    this.#question++;
    this.#wanted = false;
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }

  /** @param {number} millis */
  #schedule(millis) {
    this.#timer = setTimeout(() => {
      this.#timer = undefined;
      void this.#run(true);
    }, millis);
  }

  /** @param {boolean} passive */
  async #run(passive) {
    const question = this.#question;
    this.#running = true;
    this.#lastStart = Date.now();
    try {
      const answer = await this.#options.load(passive);
      if (question === this.#question) {
        this.#failures = 0;
        this.#options.show(answer);
      }
    } catch (problem) {
      if (question === this.#question) {
        this.#failed(problem);
      }
    } finally {
      if (question === this.#question) {
        this.#running = false;
        if (this.#wanted) {
          this.#wanted = false;
          this.soon();
        }
      }
    }
  }

  /** @param {unknown} problem */
  #failed(problem) {
    this.#options.fail(problem);
    if (!passes(problem)) {
      this.#active = false;
    } else if (this.#active && this.#timer === undefined) {
      this.#failures++;
      this.#wanted = false;
      this.#schedule(Math.min(LONGEST_WAIT_MILLIS, 1000 * 2 ** this.#failures));
    }
  }
}
