// The view of the sessions: search, pages, and a table that follows what happens.

import { byId, element } from '../dom.js';
import { isProblem } from '../problems.js';
import { searchSessions } from './admin.js';
import { askToEnd, askToEndAll } from './endings.js';
import { Hand, passesByItself } from './lists.js';
import { button, emptyState, Pager, skeletonRows, table } from './parts.js';
import { Refresher } from './refresher.js';
import { currentRoute, routeTo } from './route.js';
import { COLUMNS, SessionRow } from './session-row.js';
import { asOf, fine, forget } from './shell.js';

const FILTERS = ['principal', 'state', 'namespace', 'application', 'address'];

/** The table of sessions. */
export class SessionsView {
  /** @type {Record<string, string>} as the address says */
  #filters = {};
  /** @type {Map<string, SessionRow>} by key, in their order */
  #rows = new Map();
  /** Whether what is asked for has never been shown yet. */
  #first = true;
  /** New sessions that are not shown yet, because that would move what is shown. */
  #waiting = 0;
  /** Whether there are more pages. */
  #more = false;
  #loadedAt = 0;
  #details;
  #form = byId('sessions-filter');
  #list = byId('sessions-list');
  #table = table('Sessions, newest first', COLUMNS);
  #pager = new Pager(byId('sessions-pager'), 'the list of sessions', () => this.#ask());
  #refresher = new Refresher({
    load: (passive) =>
      searchSessions(this.#query(), this.#pager.cursor, this.#pager.size, passive),
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
    byId('sessions-more').addEventListener('click', () => this.#unfold(!this.#form.classList.contains('is-open')));
    this.#form.elements.state.addEventListener('change', () => this.#submit());
    byId('sessions-clear').addEventListener('click', () => {
      this.#form.reset();
      this.#submit();
    });
  }

  /** @param {URLSearchParams} params */
  open(params) {
    this.#filters = Object.fromEntries(FILTERS.map((name) => [name, params.get(name) ?? '']));
    FILTERS.forEach((name) => (this.#form.elements[name].value = this.#filters[name]));
    if (this.#filters.namespace || this.#filters.application || this.#filters.address) {
      this.#unfold(true);
    }
    this.#pager.reset();
    this.#offerBulk();
    this.#ask();
  }

  close() {
    this.#refresher.stop();
    forget('sessions');
  }

  /** Time has passed without news. */
  tick() {
    this.#refresher.soon();
  }

  /** Something has ended by this page's own hand. */
  changed() {
    this.#refresher.soon();
  }

  /** @param {any} event */
  happened(event) {
    if (event.type === 'ended') {
      this.#rows.get(event.key)?.ended(event);
    } else if (event.type === 'created' && this.#pager.page > 1 && this.#concerns(event)) {
      this.#offer(this.#waiting + 1);
    }
    if (event.key) {
      this.#refresher.soon();
    }
  }

  refreshTimes() {
    this.#rows.forEach((row) => row.refreshTimes());
  }

  /** On a telephone only the first filters are there at once. @param {boolean} open */
  #unfold(open) {
    this.#form.classList.toggle('is-open', open);
    byId('sessions-more').setAttribute('aria-expanded', String(open));
    byId('sessions-more').textContent = open ? 'Fewer filters' : 'More filters';
  }

  #submit() {
    const wanted = Object.fromEntries(FILTERS.map((name) => [name, this.#form.elements[name].value.trim()]));
    const address = routeTo('sessions', wanted);
    if (address === routeTo('sessions', this.#filters) && currentRoute().view === 'sessions') {
      this.#pager.reset();
      this.#ask();
    } else {
      location.hash = address;
    }
  }

  /** What is asked of the server: active ones, unless others are wanted. */
  #query() {
    const { state, ...others } = this.#filters;
    return { ...others, state: state === 'all' ? '' : state || 'active' };
  }

  /** Another question: nothing that is shown is an answer to it. */
  #ask() {
    this.#first = true;
    this.#rows.clear();
    this.#table.body.replaceChildren();
    this.#list.replaceChildren(skeletonRows());
    this.#list.setAttribute('aria-busy', 'true');
    byId('sessions-summary').textContent = '';
    byId('filter-error').textContent = '';
    this.#offer(0);
    void this.#refresher.now();
  }

  /** @param {{items: any[], nextCursor: string | null}} answer */
  #show({ items, nextCursor }) {
    fine('sessions');
    this.#loadedAt = Date.now();
    this.#list.classList.remove('is-stale');
    this.#list.setAttribute('aria-busy', 'false');
    this.#pager.shown(nextCursor);
    this.#more = nextCursor !== null;
    const newest = this.#rows.values().next().value?.session.createdAt ?? '';
    const unknown = items.filter((session) => !this.#rows.has(session.key) && session.createdAt >= newest);
    if (!this.#first && this.#hand.holds) {
      items.forEach((session) => this.#rows.get(session.key)?.update(session));
      if (this.#pager.page === 1) {
        this.#offer(unknown.length, unknown.length === items.length);
      }
    } else {
      this.#place(items, this.#first || this.#pager.page > 1 ? [] : unknown);
      if (this.#pager.page === 1) {
        this.#offer(0);
      }
    }
    this.#first = false;
    this.#summarise();
  }

  /**
   * @param {any[]} items
   * @param {any[]} fresh those that catch the eye
   */
  #place(items, fresh) {
    const rows = new Map();
    for (const session of items) {
      const row = this.#rows.get(session.key) ?? this.#row(session);
      row.update(session);
      row.node.classList.toggle('is-new', fresh.includes(session));
      rows.set(session.key, row);
    }
    this.#rows = rows;
    const nodes = [...rows.values()].map((row) => row.node);
    const { body, node } = this.#table;
    if (nodes.length !== body.children.length || nodes.some((each, i) => each !== body.children[i])) {
      body.replaceChildren(...nodes);
    }
    const content = nodes.length > 0 ? node : this.#empty();
    if (this.#list.firstChild !== content) {
      this.#list.replaceChildren(content);
    }
  }

  /** @param {any} session */
  #row(session) {
    return new SessionRow(session, {
      open: (row) => this.#details.open(row.session),
      end: async (row) => {
        if (await askToEnd(row.session)) {
          row.ended({ reason: 'admin', at: new Date().toISOString() });
          // the button that had the focus has gone
          row.opener.focus();
          this.changed();
        }
      },
    });
  }

  #empty() {
    if (this.#more) {
      return emptyState({
        icon: 'search',
        title: 'None among the newest sessions',
        text: 'There are older ones, which have not been looked at yet: go on to the next page.',
      });
    }
    const filtered = FILTERS.some((name) => name !== 'state' && this.#filters[name]);
    if (this.#pager.page > 1) {
      return emptyState({ icon: 'search', title: 'Nothing on this page any more', text: 'Its sessions have ended meanwhile.' });
    }
    return filtered
      ? emptyState({
          icon: 'search',
          title: 'No session matches',
          text: 'Names, namespaces and applications are compared exactly. Perhaps it has ended: look at all states.',
          action: button('Clear the search', 'button-quiet', () => byId('sessions-clear').click()),
        })
      : emptyState({ icon: 'pc', title: 'No sessions', text: 'Whoever signs in appears here at once.' });
  }

  /** @param {unknown} problem */
  #fail(problem) {
    if (passesByItself('sessions', problem, this.#list, !this.#first)) {
      if (!this.#first) {
        this.#summarise();
      }
      return;
    }
    this.#rows.clear();
    this.#pager.shown(null);
    if (isProblem(problem, 'bad-request')) {
      byId('filter-error').textContent = wordsOf(problem);
    }
    this.#list.replaceChildren(this.#refusal(problem));
  }

  /** @param {unknown} problem */
  #refusal(problem) {
    if (isProblem(problem, 'not-supported')) {
      return unlisted(this.#filters, () => {
        this.#form.elements.address.value = '';
        this.#submit();
      }, () => this.#form.elements.principal.focus());
    }
    return emptyState({
      icon: 'search',
      title: isProblem(problem, 'bad-request') ? 'This cannot be searched for' : 'The list could not be read',
      text: isProblem(problem, 'bad-request') ? wordsOf(problem) : 'The server’s log says why.',
    });
  }

  #summarise() {
    const count = this.#rows.size;
    const what = { active: 'active ', ended: 'ended ', '': '' }[this.#query().state] ?? '';
    const some = `${count} ${what}${count === 1 ? 'session' : 'sessions'}`;
    const stale = this.#list.classList.contains('is-stale') ? `, ${asOf(this.#loadedAt)}` : '';
    const first = this.#more ? `The newest ${some}` : some;
    const text = (this.#pager.page > 1 ? `${some} on page ${this.#pager.page}` : first) + stale;
    if (byId('sessions-summary').textContent !== text) {
      byId('sessions-summary').textContent = text;
    }
  }

  /**
   * @param {number} count of new sessions that wait to be shown
   * @param {boolean} [orMore] the page that was looked at is full of them
   */
  #offer(count, orMore = false) {
    if (count === this.#waiting) {
      return;
    }
    this.#waiting = count;
    const words = `${count}${orMore && count > 1 ? ' or more' : ''} new ${count === 1 ? 'session' : 'sessions'} – show`;
    const slot = byId('sessions-new');
    slot.replaceChildren(
      ...(count === 0
        ? []
        : [
            button(words, 'button-primary button-small fresh-button', () => {
              this.#pager.reset();
              this.#ask();
              byId('sessions-title').focus();
            }),
          ]),
    );
  }

  /** Whether a new session may be one of those that are searched for. @param {any} event */
  #concerns(event) {
    const { principal, namespace, application, state } = this.#filters;
    return (
      state !== 'ended' &&
      (!principal || principal === event.principal) &&
      (!namespace || namespace === event.namespace) &&
      (!application || application === event.application)
    );
  }

  /** Buttons to end all of whom or what is searched for. */
  #offerBulk() {
    const slot = byId('sessions-bulk');
    slot.replaceChildren();
    for (const kind of /** @type {('principal' | 'namespace')[]} */ (['principal', 'namespace'])) {
      const name = this.#filters[kind];
      if (name) {
        const words = element('span', {}, kind === 'principal' ? 'End all of ' : 'End namespace ', element('bdi', {}, name));
        const node = button('', 'button-danger-quiet button-small', async () => {
          if (await askToEndAll(kind, name)) {
            this.changed();
          }
        });
        node.append(words);
        node.id = `end-${kind}`;
        slot.append(node);
      }
    }
  }
}

/**
 * What a storage cannot list, by what was asked of it.
 * @param {Record<string, string>} filters
 * @param {() => void} withoutAddress
 * @param {() => void} nameUser
 */
function unlisted({ principal, address, state }, withoutAddress, nameUser) {
  if (address) {
    return emptyState({
      icon: 'lock',
      title: 'This storage cannot search by address',
      text: 'Where addresses are encrypted, name a user too, and look at active sessions only.',
      action: button('Search without the address', 'button-quiet', withoutAddress),
    });
  }
  if (principal && !state) {
    return emptyState({
      icon: 'storage',
      title: 'Sessions are listed nowhere',
      text: 'They live in the cookies of those who are signed in. The overview and the login blocks work as everywhere.',
    });
  }
  return emptyState({
    icon: 'storage',
    title: principal ? 'This storage lists active sessions only' : 'This storage cannot list all sessions',
    text: 'Memcached lists the active sessions of one user. Sessions that live in cookies are listed nowhere.',
    action: button('Name a user', 'button-quiet', nameUser),
  });
}

/** @param {unknown} problem */
function wordsOf(problem) {
  const { detail } = /** @type {any} */ (problem);
  return detail ? detail.charAt(0).toUpperCase() + detail.slice(1) : 'Look at the address: an IP address or a prefix such as 10.1.0.0/16.';
}
