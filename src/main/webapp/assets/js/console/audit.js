// The view of the audit.

import { byId, element } from '../dom.js';
import { isProblem } from '../problems.js';
import { reasonLabel } from '../reasons.js';
import { setTime, timeElement, exactly } from '../instants.js';
import { exportAddress, searchAudit } from './admin.js';
import { Hand, passesByItself } from './lists.js';
import { button, cell, emptyState, Pager, plain, skeletonRows, table } from './parts.js';
import { Refresher } from './refresher.js';
import { routeTo } from './route.js';
import { asOf, fine, forget } from './shell.js';

const COLUMNS = ['When', 'What', 'User', 'Address', 'Session', 'By'];
const FILTERS = ['principal', 'key', 'from', 'to'];

/** What an entry says, by its type. */
const EVENTS = new Map([
  ['created', 'Session created'],
  ['authenticated', 'Signed in'],
  ['rotated', 'Token changed'],
  ['changed', 'Session changed'],
  ['ended', 'Session ended'],
  ['address-changed', 'Address changed'],
  ['agent-changed', 'Browser changed'],
  ['new-device', 'New device'],
  ['login-blocked', 'Login blocked'],
  ['login-unblocked', 'Login block lifted'],
  ['csrf-refused', 'Forged request refused'],
]);

/** What an administrator did, by the action. */
const ACTIONS = new Map([
  ['inspect', 'Looked at a session'],
  ['end', 'Ended a session'],
  ['end-principal', 'Ended all of a user'],
  ['end-namespace', 'Ended a namespace'],
  ['unblock', 'Lifted a login block'],
  ['cleanup', 'Cleaned up'],
  ['export-audit', 'Exported the audit'],
]);

/** The table of entries. */
export class AuditView {
  /** @type {Record<string, string>} as the address says */
  #filters = {};
  #first = true;
  #loadedAt = 0;
  #details;
  #form = byId('audit-filter');
  #list = byId('audit-list');
  #table = table('Audit, newest first', COLUMNS);
  #count = 0;
  /** Whether there are more pages. */
  #more = false;
  /** What is shown, to leave it alone while it stays the same. */
  #shown = '';
  /** @type {{node: HTMLTimeElement, at: string}[]} */
  #times = [];
  #pager = new Pager(byId('audit-pager'), 'the audit', () => this.#ask());
  #refresher = new Refresher({
    load: (passive) => searchAudit(this.#filters, this.#pager.cursor, this.#pager.size, passive),
    show: (answer) => this.#show(answer),
    fail: (problem) => this.#fail(problem),
  });
  #hand = new Hand(this.#table.body, () => this.#refresher.soon());

  /** @param {import('./details.js').Details} details */
  constructor(details) {
    this.#details = details;
    this.#form.addEventListener('submit', (/** @type {Event} */ event) => {
      event.preventDefault();
      this.#submit();
    });
    byId('audit-clear').addEventListener('click', () => {
      this.#form.reset();
      this.#submit();
    });
  }

  /** @param {URLSearchParams} params */
  open(params) {
    this.#filters = Object.fromEntries(FILTERS.map((name) => [name, params.get(name) ?? '']));
    this.#form.elements.principal.value = this.#filters.principal;
    this.#form.elements.key.value = this.#filters.key;
    this.#form.elements.from.value = local(this.#filters.from);
    this.#form.elements.to.value = local(this.#filters.to);
    byId('audit-csv').href = exportAddress('csv', this.#filters);
    byId('audit-jsonl').href = exportAddress('jsonl', this.#filters);
    this.#pager.reset();
    this.#ask();
  }

  close() {
    this.#refresher.stop();
    forget('audit');
  }

  tick() {
    if (this.#pager.page === 1) {
      this.#refresher.soon();
    }
  }

  happened() {
    this.tick();
  }

  refreshTimes() {
    this.#times.forEach(({ node, at }) => setTime(node, at));
  }

  #submit() {
    const { principal, key, from, to } = this.#form.elements;
    const address = routeTo('audit', {
      principal: principal.value.trim(),
      key: key.value.trim(),
      from: utc(from.value),
      to: utc(to.value),
    });
    if (address === routeTo('audit', this.#filters)) {
      this.#pager.reset();
      this.#ask();
    } else {
      location.hash = address;
    }
  }

  #ask() {
    this.#first = true;
    this.#shown = '';
    this.#list.replaceChildren(skeletonRows());
    this.#list.setAttribute('aria-busy', 'true');
    byId('audit-error').textContent = '';
    byId('audit-summary').textContent = '';
    byId('audit-body').hidden = false;
    byId('audit-pager').hidden = false;
    void this.#refresher.now();
  }

  /** @param {{items: any[], nextCursor: string | null}} answer */
  #show({ items, nextCursor }) {
    fine('audit');
    this.#loadedAt = Date.now();
    this.#first = false;
    this.#list.classList.remove('is-stale');
    this.#list.setAttribute('aria-busy', 'false');
    this.#pager.shown(nextCursor);
    this.#more = nextCursor !== null;
    const now = JSON.stringify(items);
    // nothing moves under the hand
    if (now !== this.#shown && !this.#hand.holds) {
      this.#shown = now;
      this.#count = items.length;
      this.#times = [];
      this.#table.body.replaceChildren(...items.map((entry) => this.#row(entry)));
      this.#list.replaceChildren(
        items.length > 0
          ? this.#table.node
          : emptyState({ icon: 'history', title: 'No entry matches', text: 'Names and keys are compared exactly. Times are those of your clock.' }),
      );
    }
    this.#summarise();
  }

  /** @param {any} entry */
  #row(entry) {
    const when = timeElement();
    this.#times.push({ node: when, at: entry.at });
    setTime(when, entry.at);
    const what =
      entry.type === 'administered' ? (ACTIONS.get(entry.action) ?? entry.action ?? 'Administered') : (EVENTS.get(entry.type) ?? entry.type);
    const said = element('span', { class: 'what' }, element('span', { class: `mark mark-${mark(entry)}`, 'aria-hidden': 'true' }), what);
    if (entry.reason) {
      said.append(element('span', { class: 'sub' }, reasonLabel(entry.reason)));
    }
    const user = element('span', { class: 'place' }, plain(entry.principal));
    if (entry.namespace) {
      user.append(element('span', { class: 'tag' }, element('bdi', {}, entry.namespace)));
    }
    return element(
      'tr',
      { role: 'row', 'data-type': entry.type },
      cell('When', element('span', { class: 'instant' }, exactly(entry.at), element('span', { class: 'sub' }, when))),
      cell('What', said),
      cell('User', user),
      cell('Address', plain(entry.ipAddress)),
      cell('Session', this.#session(entry.key)),
      cell('By', plain(entry.by)),
    );
  }

  /** @param {string | null} key */
  #session(key) {
    if (!key) {
      return plain(null);
    }
    const node = button('', 'link-button mono', () => this.#details.openKey(key), `Details of the session ${key}`);
    node.textContent = `${key.slice(0, 8)}…`;
    node.setAttribute('title', key);
    return node;
  }

  #summarise() {
    const stale = this.#list.classList.contains('is-stale') ? `, ${asOf(this.#loadedAt)}` : '';
    const some = `${this.#count} ${this.#count === 1 ? 'entry' : 'entries'}`;
    const first = this.#more ? `The newest ${some}` : some;
    const text = (this.#pager.page > 1 ? `${some} on page ${this.#pager.page}` : first) + stale;
    if (byId('audit-summary').textContent !== text) {
      byId('audit-summary').textContent = text;
    }
  }

  /** @param {unknown} problem */
  #fail(problem) {
    if (passesByItself('audit', problem, this.#list, !this.#first)) {
      if (!this.#first) {
        this.#summarise();
      }
      return;
    }
    this.#pager.shown(null);
    if (isProblem(problem, 'bad-request')) {
      byId('audit-error').textContent = /** @type {any} */ (problem).detail ?? 'Look at the key and the times.';
      this.#list.replaceChildren(emptyState({ icon: 'search', title: 'This cannot be searched for', text: 'What is wrong stands above.' }));
      return;
    }
    const none = isProblem(problem, 'not-supported');
    byId('audit-body').hidden = none;
    byId('audit-pager').hidden = none;
    this.#list.replaceChildren(none ? unsupported() : emptyState({ icon: 'history', title: 'The audit could not be read', text: 'The server’s log says why.' }));
  }
}

function unsupported() {
  const code = (/** @type {string} */ text) => element('code', {}, text);
  return emptyState({
    icon: 'history',
    title: 'No audit with this storage',
    text: element(
      'span',
      {},
      'A history of who did what and when needs a database: configure ',
      code('sojourn.storage=database'),
      ', or ',
      code('hybrid'),
      ' to keep the speed of the storage in front.',
    ),
  });
}

/** The colour of an entry. @param {any} entry */
function mark({ type, reason }) {
  if (type === 'administered' || type === 'login-unblocked') {
    return 'admin';
  }
  if (type === 'ended') {
    return reason === 'theft' ? 'bad' : 'end';
  }
  return ['address-changed', 'agent-changed', 'login-blocked', 'csrf-refused', 'new-device'].includes(type) ? 'warn' : 'good';
}

/** What a field for a local time says, in UTC; empty for none. @param {string} text */
function utc(text) {
  const at = text ? new Date(text) : null;
  return at && !Number.isNaN(at.getTime()) ? at.toISOString() : '';
}

/** The other way round, for the field. @param {string} instant */
function local(instant) {
  const at = new Date(instant);
  if (Number.isNaN(at.getTime())) {
    return '';
  }
  return new Date(at.getTime() - at.getTimezoneOffset() * 60_000).toISOString().slice(0, 19);
}
