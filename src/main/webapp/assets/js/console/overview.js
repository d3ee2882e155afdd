// The view of the whole: numbers, the storage, and the chart.

import { byId, element, setBusy } from '../dom.js';
import { setTime, timeElement } from '../instants.js';
import { reasonLabel } from '../reasons.js';
import { cleanUp } from './admin.js';
import { chartTable, drawChart } from './chart.js';
import { emptyState } from './parts.js';
import { complain, hush, say } from './shell.js';

const SVG = 'http://www.w3.org/2000/svg';

/** Tiles, and a chart of the last hour. */
export class OverviewView {
  #history;
  /** @type {any} the last answer; null while there is none */
  #statistics = null;
  #missing = false;
  #open = false;
  #tiles = byId('tiles');
  #lower = byId('tiles-more');
  #picture = element('div', { class: 'chart-slot' });
  #numbers = element('div', { class: 'chart-scroll' });
  #asTable = element('details', { class: 'chart-numbers' }, element('summary', {}, 'As a table'), this.#numbers);

  /**
   * @param {import('./history.js').History} history
   * @param {() => void} onChange sessions have ended
   */
  constructor(history, onChange) {
    this.#history = history;
    byId('chart').append(
      element(
        'div',
        { class: 'chart-head' },
        element('h2', {}, 'Sessions and sign-ins'),
        element(
          'p',
          { class: 'legend', 'aria-hidden': 'true' },
          element('span', { class: 'legend-line' }, 'Active sessions'),
          element('span', { class: 'legend-bar' }, 'Sign-ins per minute'),
        ),
      ),
      this.#picture,
      element('p', { class: 'chart-note' }, 'The last hour at most, collected while the console is open in this tab.'),
      this.#asTable,
    );
    this.#asTable.addEventListener('toggle', () => this.#draw());
    new ResizeObserver(() => this.#draw()).observe(this.#picture);
    byId('cleanup').addEventListener('click', () => this.#cleanUp(onChange));
    this.#skeleton();
  }

  open() {
    this.#open = true;
    this.#render();
  }

  close() {
    this.#open = false;
  }

  /** @param {any} statistics */
  show(statistics) {
    this.#statistics = statistics;
    this.#missing = false;
    this.#stale(false);
    this.#render();
  }

  /** What is shown is of an earlier time. */
  stale() {
    this.#stale(true);
  }

  /** @param {boolean} stale */
  #stale(stale) {
    [this.#tiles, this.#lower].forEach((each) => each.classList.toggle('is-stale', stale));
  }

  /** The server has no statistics. */
  missing() {
    this.#missing = true;
    this.#render();
  }

  refreshTimes() {
    this.#render();
  }

  #skeleton() {
    this.#tiles.append(...Array.from({ length: 4 }, () => element('div', { class: 'tile tile-skeleton' })));
  }

  #render() {
    if (!this.#open) {
      return;
    }
    byId('chart').hidden = this.#missing;
    if (this.#missing) {
      this.#tiles.setAttribute('aria-busy', 'false');
      this.#lower.replaceChildren();
      this.#tiles.replaceChildren(
        element(
          'div',
          { class: 'panel tile-all' },
          emptyState({ icon: 'history', title: 'Statistics are not available', text: 'This server does not offer them.' }),
        ),
      );
    } else if (this.#statistics) {
      this.#tiles.setAttribute('aria-busy', 'false');
      this.#tiles.replaceChildren(...this.#first(this.#statistics));
      this.#lower.replaceChildren(...this.#second(this.#statistics));
      const since = timeElement();
      setTime(since, this.#statistics.since, 'This node began to count ');
      byId('overview-lead').replaceChildren(since.textContent ? since : '');
    }
    this.#draw();
  }

  /** @param {any} given */
  #first(given) {
    const here = (/** @type {string} */ name) => (given.thisNode ?? []).includes(name);
    return [
      tile('Active sessions', given.active === null ? '–' : number(given.active), here('active'), [
        given.active === null ? element('p', { class: 'tile-note' }, 'Not counted yet, or the storage cannot.') : '',
      ]),
      tile('Created', number(given.created), here('created')),
      tile('Blocked logins', number(given.blockedLogins), here('blockedLogins')),
      tile('Forged requests', number(given.csrfRefusals), here('csrfRefusals')),
      storageTile(given.storage),
    ];
  }

  /** @param {any} given */
  #second(given) {
    const here = (/** @type {string} */ name) => (given.thisNode ?? []).includes(name);
    const ended = Object.entries(given.ended ?? {});
    const total = ended.reduce((sum, [, count]) => sum + count, 0);
    return [
      tile('Ended', number(total), here('ended'), [breakdown(ended.map(([reason, count]) => [reasonLabel(reason), count]))], 'tile-wide'),
      tile(
        'Validations',
        number(Object.values(given.validations ?? {}).reduce((sum, count) => sum + count, 0)),
        here('validations'),
        [breakdown(Object.entries(given.validations ?? {}))],
        'tile-wide',
      ),
    ];
  }

  #draw() {
    if (!this.#open || this.#missing) {
      return;
    }
    const width = Math.floor(this.#picture.clientWidth);
    if (width < 100) {
      return;
    }
    const { content } = this.#history;
    const last = content.active[content.active.length - 1];
    const signIns = content.signIns.reduce((sum, { value }) => sum + value, 0);
    const minutes = Math.round((content.to - content.from) / 60_000);
    const now = last && last.value !== null ? `${number(last.value)} active sessions now` : 'the number of active sessions is unknown';
    this.#picture.replaceChildren(
      drawChart(content, width, `Active sessions and sign-ins over the last ${minutes} minutes: ${now}, ${number(signIns)} sign-ins.`),
    );
    if (this.#asTable.open) {
      this.#numbers.replaceChildren(chartTable(content));
    }
  }

  /** @param {() => void} onChange */
  async #cleanUp(onChange) {
    const node = byId('cleanup');
    if (node.classList.contains('is-busy')) {
      return;
    }
    hush();
    setBusy(node, true);
    try {
      const count = await cleanUp();
      say(count === 0 ? 'Nothing had expired.' : `${count} expired ${count === 1 ? 'session has' : 'sessions have'} been ended.`);
      onChange();
    } catch (problem) {
      complain('The cleanup did not run', problem);
    } finally {
      setBusy(node, false);
    }
  }
}

/** @param {number} value */
function number(value) {
  return value.toLocaleString('en');
}

/**
 * @param {string} title
 * @param {string} value
 * @param {boolean} thisNode
 * @param {(Node | string)[]} [more]
 * @param {string} [look]
 */
function tile(title, value, thisNode, more = [], look = '') {
  return element(
    'section',
    { class: `tile ${look}` },
    element('div', { class: 'tile-head' }, element('h2', {}, title)),
    element('p', { class: 'tile-value' }, value),
    element('p', { class: 'tile-note' }, thisNode ? 'on this node' : 'on all nodes'),
    ...more,
  );
}

/** @param {any} storage */
function storageTile(storage) {
  const down = storage.status !== 'up';
  const notes = [];
  if (storage.degraded) {
    notes.push(
      element('p', { class: 'tile-warn' }, `In the place of ${storage.configured}, which could not be used at the start.`),
    );
  }
  if (storage.outbox !== null && storage.outbox !== undefined) {
    notes.push(
      element('p', { class: 'tile-note' }, storage.outbox === 0 ? 'Nothing waits for the database.' : `${number(storage.outbox)} entries wait for the database.`),
    );
  }
  return element(
    'section',
    { class: `tile tile-storage ${down ? 'tile-bad' : ''}` },
    element(
      'div',
      { class: 'tile-head' },
      element('h2', {}, 'Storage'),
      element('span', { class: down ? 'badge badge-bad' : 'badge' }, down ? 'Down' : 'Up'),
    ),
    element('p', { class: 'tile-value' }, storage.name),
    element('p', { class: 'tile-note' }, down ? 'It does not answer.' : `Answers in ${storage.latencyMillis === 0 ? 'less than 1' : number(storage.latencyMillis)} ms.`),
    ...notes,
  );
}

/** Names with counts and bars, the largest first. @param {[string, number][]} entries */
function breakdown(entries) {
  const some = entries.filter(([, count]) => count > 0).sort((a, b) => b[1] - a[1]);
  if (some.length === 0) {
    return element('p', { class: 'tile-note' }, 'None yet.');
  }
  const most = some[0][1];
  return element(
    'dl',
    { class: 'breakdown' },
    ...some.map(([name, count]) =>
      element('div', {}, element('dt', {}, name), element('dd', {}, bar(count / most), element('span', {}, number(count)))),
    ),
  );
}

/** A bar of this part of the room there is; without a style attribute, which the policy of the page refuses. @param {number} part */
function bar(part) {
  const picture = document.createElementNS(SVG, 'svg');
  picture.setAttribute('class', 'meter');
  picture.setAttribute('aria-hidden', 'true');
  const rect = document.createElementNS(SVG, 'rect');
  rect.setAttribute('width', `${Math.max(1, Math.round(part * 100))}%`);
  rect.setAttribute('height', '100%');
  rect.setAttribute('rx', '3');
  picture.append(rect);
  return picture;
}
