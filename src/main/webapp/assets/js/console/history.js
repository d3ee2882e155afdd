// What the chart shows: kept in the memory of this page, for an hour.

import { serverNow } from '../api.js';

const MINUTE = 60_000;
const KEPT = 60 * MINUTE;

/** Two words about one login are not further apart. */
const SAME_LOGIN = 5000;

/** Less would be a chart of one point. */
const SHORTEST = 3 * MINUTE;

/** Samples of the number of active sessions, and sign-ins by minute. */
export class History {
  #begin = serverNow();
  /** @type {{at: number, value: number | null}[]} */
  #active = [];
  /** @type {Map<number, number>} by the beginning of the minute */
  #signIns = new Map();
  /** @type {Map<string, number>} when a session's last login was told */
  #told = new Map();
  #created = /** @type {number | null} */ (null);

  /**
   * @param {any} statistics
   * @param {boolean} live whether events tell of sign-ins; else they are taken from how many sessions were created
   */
  sample(statistics, live) {
    const now = serverNow();
    this.#active.push({ at: now, value: statistics.active });
    if (!live && this.#created !== null && statistics.created > this.#created) {
      this.#count(now, statistics.created - this.#created);
    }
    this.#created = statistics.created;
    this.#forget(now);
  }

  /**
   * A login is told once or twice: as a session that was created for somebody, and as somebody who proved who they are.
   * @param {any} event
   */
  happened(event) {
    if (event.principal && (event.type === 'created' || event.type === 'authenticated')) {
      const at = Date.parse(event.at);
      const before = this.#told.get(event.key);
      this.#told.set(event.key, at);
      if (before === undefined || Math.abs(at - before) > SAME_LOGIN) {
        this.#count(at, 1);
      }
    }
  }

  /** What there is to draw: from when to when, and how many. */
  get content() {
    const to = serverNow();
    const from = Math.min(Math.max(this.#begin, to - KEPT), to - SHORTEST);
    const signIns = [];
    for (let minute = floor(from) + MINUTE; minute <= to; minute += MINUTE) {
      signIns.push({ at: minute, value: this.#signIns.get(minute) ?? 0 });
    }
    return { from, to, active: this.#active.filter(({ at }) => at >= from), signIns };
  }

  /**
   * @param {number} at
   * @param {number} count
   */
  #count(at, count) {
    const minute = floor(at);
    this.#signIns.set(minute, (this.#signIns.get(minute) ?? 0) + count);
  }

  /** @param {number} now */
  #forget(now) {
    while (this.#active.length > 0 && this.#active[0].at < now - KEPT) {
      this.#active.shift();
    }
    for (const [key, at] of this.#told) {
      if (at < now - MINUTE) {
        this.#told.delete(key);
      }
    }
    for (const minute of this.#signIns.keys()) {
      if (minute < now - KEPT) {
        this.#signIns.delete(minute);
      }
    }
  }
}

/** @param {number} at */
function floor(at) {
  return Math.floor(at / MINUTE) * MINUTE;
}
