// The calls of administrators, as functions. See docs/http.md.

import { change, read, ROOT } from '../api.js';

/** The most that the server puts on a page. */
const LARGEST_PAGE = 200;

/** How often a short page is filled up. */
const MOST_PARTS = 5;

/**
 * A page of sessions, newest first. The server answers a short page, which is not the last, when it has looked at many sessions of which few
 * match: then this goes on, but not for ever.
 * @param {Record<string, string>} filters by parameter
 * @param {string | null} cursor where the page begins; null for the first
 * @param {number} limit
 * @param {boolean} passive
 * @returns {Promise<{items: any[], nextCursor: string | null}>}
 */
export async function searchSessions(filters, cursor, limit, passive) {
  /** @type {any[]} */
  const items = [];
  let next = cursor;
  for (let part = 0; part < MOST_PARTS; part++) {
    const rest = String(limit - items.length);
    const answer = await read(`api/admin/sessions?${query({ ...filters, cursor: next, limit: rest })}`, passive);
    items.push(...answer.items);
    next = answer.nextCursor;
    if (next === null || items.length >= limit) {
      break;
    }
  }
  return { items, nextCursor: next };
}

/**
 * One session, live or ended. The audit names the administrator who looked.
 * @param {string} key
 * @returns {Promise<any>}
 */
export function inspectSession(key) {
  return read(`api/admin/sessions/${encodeURIComponent(key)}`, false);
}

/**
 * Ends one session.
 * @param {string} key
 */
export async function endSession(key) {
  await change('DELETE', `api/admin/sessions/${encodeURIComponent(key)}`);
}

/**
 * The live sessions of a user or a namespace, as many as one page holds.
 * @param {'principal' | 'namespace'} kind
 * @param {string} name
 * @returns {Promise<{items: any[], complete: boolean}>}
 */
export async function liveSessionsOf(kind, name) {
  const { items, nextCursor } = await searchSessions({ [kind]: name, state: 'active' }, null, LARGEST_PAGE, false);
  return { items, complete: nextCursor === null };
}

/**
 * Ends all sessions of a user or a namespace.
 * @param {'principal' | 'namespace'} kind
 * @param {string} name
 * @returns {Promise<number>} how many were ended
 */
export async function endAllOf(kind, name) {
  const { ended } = await change('DELETE', `api/admin/sessions?${query({ [kind]: name })}`);
  return ended;
}

/** What happened on this node, how many sessions are live, and how the storage is. */
export function statistics() {
  return read('api/admin/statistics', true);
}

/**
 * The blocked usernames and addresses.
 * @param {boolean} passive
 * @returns {Promise<{items: any[]}>}
 */
export function loginBlocks(passive) {
  return read('api/admin/login-blocks', passive);
}

/**
 * Lifts a block.
 * @param {string} kind
 * @param {string} value
 */
export async function liftBlock(kind, value) {
  await change('DELETE', `api/admin/login-blocks?${query({ kind, value })}`);
}

/**
 * A page of the audit, newest first.
 * @param {Record<string, string>} filters by parameter
 * @param {string | null} cursor
 * @param {number} limit
 * @param {boolean} passive
 * @returns {Promise<{items: any[], nextCursor: string | null}>}
 */
export function searchAudit(filters, cursor, limit, passive) {
  return read(`api/admin/audit?${query({ ...filters, cursor, limit: String(limit) })}`, passive);
}

/**
 * Where the whole audit that matches can be downloaded.
 * @param {'csv' | 'jsonl'} format
 * @param {Record<string, string>} filters
 */
export function exportAddress(format, filters) {
  return new URL(`api/admin/audit/export?${query({ format, ...filters })}`, ROOT).href;
}

/** Ends what expired. @returns {Promise<number>} how many */
export async function cleanUp() {
  const { ended } = await change('POST', 'api/admin/cleanup');
  return ended;
}

/** @param {Record<string, string | null>} parameters empty ones are left out */
function query(parameters) {
  const given = Object.entries(parameters).filter(([, value]) => value);
  return new URLSearchParams(/** @type {string[][]} */ (given)).toString();
}
