// The HTTP contract as functions. Everything else of the pages talks to the server through this module.

/** Where the application is deployed, ends with a slash: the pages work under any context path. */
export const ROOT = new URL('../../', import.meta.url);

/** Longer than the server's own deadline for its storage, so that its answer is seen and not ours. */
const TIMEOUT_MILLIS = 20_000;

/** The CSRF token of the last session answer. Kept in memory: cookie names are configurable, the field is not. */
let csrfToken = '';

/** The key of the session that this page is about. */
let sessionKey = '';

/** The application that created it. */
let sessionApplication = '';

/** Server time minus this machine's time, in milliseconds: "2 minutes ago" is right on a wrong clock too. */
let clockOffset = 0;

/** An answer that is not a success, or no answer at all (name `network`). */
export class Problem extends Error {
  /**
   * @param {string} name last part of the problem's type; or `network`; or `http` for an answer that is no
   *     problem+json; or `other-session` when somebody else has signed in meanwhile, in another tab
   * @param {number} status 0 when there was no answer
   * @param {{reason?: string, retryAfter?: number | null, detail?: string}} [more] retryAfter in seconds
   */
  constructor(name, status, more = {}) {
    super(`${name} (${status})`);
    this.name = name;
    this.status = status;
    this.reason = more.reason ?? null;
    this.retryAfter = more.retryAfter ?? null;
    /** The server's own words, which say what is wrong with a parameter. */
    this.detail = more.detail ?? null;
  }
}

/** The current time by the server's clock, in milliseconds. */
export function serverNow() {
  return Date.now() + clockOffset;
}

/**
 * Signs in.
 * @param {string} username
 * @param {string} password
 * @param {boolean} rememberMe
 * @returns {Promise<any>} the new session
 */
export async function signIn(username, password, rememberMe) {
  const body = rememberMe ? { username, password, rememberMe } : { username, password };
  return remember(await send('POST', 'api/session', { body }));
}

/** The current session. Rejects with `no-session` when there is none. */
export async function currentSession() {
  return remember(await send('GET', 'api/session'));
}

/** Signs out here. Being signed out already is a success too. */
export async function signOut() {
  try {
    await sendWithToken('DELETE', 'api/session');
  } catch (problem) {
    if (!(problem instanceof Problem) || problem.name !== 'no-session') {
      throw problem;
    }
  }
}

/**
 * The principal's live sessions, newest activity first. Follows the pages up to a bound.
 * @param {boolean} passive whether the request must not keep the session alive
 * @returns {Promise<{items: any[], complete: boolean}>}
 */
export async function mySessions(passive) {
  const items = [];
  let cursor = null;
  for (let page = 0; page < 10; page++) {
    const query = cursor === null ? '' : `?cursor=${encodeURIComponent(cursor)}`;
    const answer = await send('GET', `api/me/sessions${query}`, { passive });
    items.push(...answer.items);
    cursor = answer.nextCursor ?? null;
    if (cursor === null) {
      return { items, complete: true };
    }
  }
  return { items, complete: false };
}

/**
 * Ends one of the principal's sessions.
 * @param {string} key
 */
export async function endSession(key) {
  await sendWithToken('DELETE', `api/me/sessions/${encodeURIComponent(key)}`);
}

/**
 * Ends all of the principal's sessions but this one.
 * @returns {Promise<number>} how many were ended
 */
export async function endOtherSessions() {
  const { ended } = await sendWithToken('DELETE', 'api/me/sessions');
  return ended;
}

/**
 * Reads something.
 * @param {string} path relative to the application's root
 * @param {boolean} passive whether the request must not keep the session alive: nobody has asked for it by hand
 * @returns {Promise<any>}
 */
export function read(path, passive) {
  return send('GET', path, { passive });
}

/**
 * Changes something, with the CSRF token.
 * @param {string} method
 * @param {string} path relative to the application's root
 * @returns {Promise<any>} the JSON body, null for an empty one
 */
export function change(method, path) {
  return sendWithToken(method, path);
}

/**
 * Opens an answer that is read as it comes. Passive, like all that nobody has asked for by hand.
 * @param {string} path relative to the application's root
 * @param {Record<string, string>} headers
 * @param {AbortSignal} signal
 * @returns {Promise<ReadableStream<Uint8Array>>}
 */
export async function openStream(path, headers, signal) {
  let response;
  try {
    response = await fetch(new URL(path, ROOT), {
      headers: { 'X-Session-Passive': 'true', ...headers },
      credentials: 'same-origin',
      cache: 'no-store',
      redirect: 'error',
      signal,
    });
  } catch {
    throw new Problem('network', 0);
  }
  if (!response.ok || !response.body) {
    throw toProblem(response, parse(await response.text().catch(() => '')));
  }
  return response.body;
}

/** The application that the session of this page belongs to. */
export function ownApplication() {
  return sessionApplication;
}

/** Whether this is the key of the session that the page runs in. @param {string} key */
export function isOwn(key) {
  return key === sessionKey;
}

/** @param {any} session */
function remember(session) {
  csrfToken = session.csrfToken ?? '';
  sessionKey = session.key;
  sessionApplication = session.application;
  return session;
}

/**
 * A refused token may be out of date and is fetched again, once. Not so when the session is another one by now: what
 * the person saw and meant was the earlier one's.
 * @param {string} method
 * @param {string} path
 */
async function sendWithToken(method, path) {
  if (!csrfToken) {
    await currentSession();
  }
  try {
    return await send(method, path, { csrf: true });
  } catch (problem) {
    if (!(problem instanceof Problem) || problem.name !== 'csrf') {
      throw problem;
    }
    const before = sessionKey;
    if ((await currentSession()).key !== before) {
      throw new Problem('other-session', 0);
    }
    return send(method, path, { csrf: true });
  }
}

/**
 * @param {string} method
 * @param {string} path relative to the application's root
 * @param {{body?: object, csrf?: boolean, passive?: boolean}} [options]
 * @returns {Promise<any>} the JSON body, null for an empty one
 */
async function send(method, path, options = {}) {
  /** @type {Record<string, string>} */
  const headers = { Accept: 'application/json, application/problem+json' };
  if (options.body) {
    headers['Content-Type'] = 'application/json';
  }
  if (options.csrf && csrfToken) {
    headers['X-CSRF-Token'] = csrfToken;
  }
  if (options.passive) {
    headers['X-Session-Passive'] = 'true';
  }
  let response;
  let text;
  try {
    response = await fetch(new URL(path, ROOT), {
      method,
      headers,
      body: options.body && JSON.stringify(options.body),
      credentials: 'same-origin',
      cache: 'no-store',
      // An answer from elsewhere (a proxy's own login page, say) is no answer of this API.
      redirect: 'error',
      signal: AbortSignal.timeout(TIMEOUT_MILLIS),
    });
    text = await response.text();
  } catch {
    throw new Problem('network', 0);
  }
  readClock(response);
  const content = parse(text);
  if (!response.ok) {
    throw toProblem(response, content);
  }
  if (content === null && response.status !== 204) {
    throw new Problem('http', response.status);
  }
  return content;
}

/** @param {Response} response */
function readClock(response) {
  const date = Date.parse(response.headers.get('Date') ?? '');
  if (!Number.isNaN(date)) {
    clockOffset = date - Date.now();
  }
}

/** @param {string} text */
function parse(text) {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/**
 * @param {Response} response
 * @param {any} content
 */
function toProblem(response, content) {
  const name = /^urn:sojourn:problem:([a-z-]+)$/.exec(content?.type ?? '')?.[1] ?? 'http';
  const seconds = Number(content?.retryAfter ?? response.headers.get('Retry-After') ?? NaN);
  return new Problem(name, response.status, {
    reason: typeof content?.reason === 'string' ? content.reason : undefined,
    detail: typeof content?.detail === 'string' ? content.detail : undefined,
    retryAfter: Number.isFinite(seconds) && seconds >= 0 ? Math.ceil(seconds) : null,
  });
}
