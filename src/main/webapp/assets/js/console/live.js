// What happens on the server, as it happens: Server-Sent Events of GET /api/admin/events.

import { openStream, Problem } from '../api.js';
import { isProblem } from '../problems.js';

const PATH = 'api/admin/events';

/** The server sends a sign of life more often than this. */
const SILENCE_MILLIS = 45_000;

const SHORTEST_WAIT_MILLIS = 1000;
const LONGEST_WAIT_MILLIS = 20_000;

/**
 * Reads the stream, and opens it again when it breaks. Not an EventSource: that one tells no 404 from an outage, cannot say that the request
 * is passive, and does not notice a connection that has died silently.
 */
export class Live {
  #on;
  #lastId = '';
  #failures = 0;
  #wasLive = false;

  /**
   * @param {{
   *   event: (event: any) => void,
   *   lost: () => void,
   *   state: (state: 'live' | 'reconnecting' | 'polling' | 'full') => void,
   *   refused: (problem: unknown) => void,
   * }} on lost is called when events may be missing
   */
  constructor(on) {
    this.#on = on;
  }

  /** Goes on until the page is left, the session has ended, or the server turns out to have no events. */
  async run() {
    for (;;) {
      let state = /** @type {'reconnecting' | 'full'} */ ('reconnecting');
      try {
        await this.#read();
      } catch (problem) {
        if (isProblem(problem, 'no-session', 'forbidden')) {
          this.#on.state('reconnecting');
          this.#on.refused(problem);
          return;
        }
        if (problem instanceof Problem && [404, 405, 406, 501].includes(problem.status)) {
          this.#on.state('polling');
          return;
        }
        this.#failures++;
        if (isProblem(problem, 'too-many-streams')) {
          state = 'full';
        }
      }
      this.#on.state(state);
      await this.#pause();
    }
  }

  #pause() {
    return new Promise((resolve) => setTimeout(resolve, Math.min(LONGEST_WAIT_MILLIS, SHORTEST_WAIT_MILLIS * 2 ** this.#failures)));
  }

  async #read() {
    const abort = new AbortController();
    let watch = setTimeout(() => abort.abort(), SILENCE_MILLIS);
    try {
      /** @type {Record<string, string>} */
      const headers = { Accept: 'text/event-stream, application/problem+json;q=0.5' };
      if (this.#lastId) {
        headers['Last-Event-ID'] = this.#lastId;
      }
      const stream = await openStream(PATH, headers, abort.signal);
      this.#opened();
      const reader = stream.pipeThrough(new TextDecoderStream()).getReader();
      let rest = '';
      for (;;) {
        const { value, done } = await reader.read();
        if (done) {
          return;
        }
        clearTimeout(watch);
        watch = setTimeout(() => abort.abort(), SILENCE_MILLIS);
        this.#failures = 0;
        const messages = (rest + value).replaceAll('\r\n', '\n').split('\n\n');
        rest = messages.pop() ?? '';
        messages.forEach((message) => this.#take(message));
      }
    } finally {
      clearTimeout(watch);
      abort.abort();
    }
  }

  #opened() {
    this.#on.state('live');
    if (this.#wasLive && !this.#lastId) {
      this.#on.lost();
    }
    this.#wasLive = true;
  }

  /** @param {string} message the lines of one message of the stream */
  #take(message) {
    let name = 'message';
    let data = '';
    for (const line of message.split('\n')) {
      const [, field, value] = /^([a-z]+):? ?(.*)$/.exec(line) ?? [];
      if (field === 'event') {
        name = value;
      } else if (field === 'data') {
        data += value;
      } else if (field === 'id') {
        this.#lastId = value;
      }
    }
    if (name === 'lost') {
      this.#on.lost();
    } else if (name === 'session' && data) {
      this.#on.event(JSON.parse(data));
    }
  }
}
