// Pieces that several views are made of.

import { element } from '../dom.js';
import { icon } from '../icons.js';

/**
 * What stands in the place of a list that is empty or not there.
 * @param {{icon: string, title: string, text: string | Node, action?: Node}} words
 */
export function emptyState(words) {
  const box = element(
    'div',
    { class: 'empty' },
    element('div', { class: 'empty-icon', 'aria-hidden': 'true' }, icon(words.icon)),
    element('p', { class: 'empty-title' }, words.title),
    element('p', {}, words.text),
  );
  if (words.action) {
    box.append(element('div', { class: 'empty-actions' }, words.action));
  }
  return box;
}

/** What stands there until the first answer. */
export function skeletonRows() {
  const rows = Array.from({ length: 8 }, () => element('span'));
  return element(
    'div',
    { class: 'skeleton-rows' },
    element('p', { class: 'sr-only' }, 'Loading…'),
    element('div', { 'aria-hidden': 'true' }, ...rows),
  );
}

/**
 * A table. The roles are said once more, because a telephone's style sheet makes cards of the rows, and browsers then forget what they were.
 * @param {string} caption for those who do not see it
 * @param {string[]} columns an empty name is one for those who do not see it: "Actions"
 */
export function table(caption, columns) {
  const heads = columns.map((name) =>
    element(
      'th',
      { scope: 'col', role: 'columnheader' },
      name || element('span', { class: 'sr-only' }, 'Actions'),
    ),
  );
  const body = element('tbody', { role: 'rowgroup' });
  const node = element(
    'table',
    { role: 'table', class: 'table' },
    element('caption', { class: 'sr-only' }, caption),
    element('thead', { role: 'rowgroup' }, element('tr', { role: 'row' }, ...heads)),
    body,
  );
  return { node, body };
}

/**
 * A cell of a table.
 * @param {string} label the column's name, shown on a telephone
 * @param {...(Node | string)} children
 */
export function cell(label, ...children) {
  return element('td', { role: 'cell', 'data-label': label }, ...children);
}

/**
 * Text that came from outside, in a direction of its own; a dash for none.
 * @param {string | null | undefined} text
 */
export function plain(text) {
  return text ? element('bdi', {}, text) : element('span', { class: 'none' }, '–');
}

/**
 * A button.
 * @param {string} text
 * @param {string} look class names
 * @param {() => void} action
 * @param {string} [label] for those who hear it alone
 */
export function button(text, look, action, label) {
  const node = element('button', { class: `button ${look}`, type: 'button' }, text);
  if (label) {
    node.setAttribute('aria-label', label);
  }
  node.addEventListener('click', action);
  return node;
}

/** Steps through pages whose cursors it remembers. */
export class Pager {
  /** @type {(string | null)[]} the cursors of the pages up to this one */
  #cursors = [null];
  /** @type {string | null} */
  #next = null;
  #position = element('span', { class: 'pager-page' });
  #previous;
  #following;
  #sizes;

  /**
   * @param {HTMLElement} slot
   * @param {string} of what the pages are pages of
   * @param {() => void} onChange another page or size is wanted
   */
  constructor(slot, of, onChange) {
    const step = (/** @type {() => void} */ move) => () => {
      move();
      onChange();
    };
    this.#previous = button('Previous', 'button-quiet button-small', () => this.page > 1 && step(() => this.#back())());
    this.#following = button('Next', 'button-quiet button-small', () => this.#next && step(() => this.#forward())());
    const id = `${slot.id}-size`;
    this.#sizes = element('select', { id }, ...[25, 50, 100, 200].map((size) => element('option', {}, String(size))));
    this.#sizes.value = '50';
    this.#sizes.addEventListener(
      'change',
      step(() => this.reset()),
    );
    slot.append(
      element(
        'nav',
        { class: 'pager', 'aria-label': `Pages of ${of}` },
        element('div', { class: 'field pager-size' }, element('label', { for: id }, 'Rows'), this.#sizes),
        element('div', { class: 'pager-steps' }, this.#previous, this.#position, this.#following),
      ),
    );
    this.#show();
  }

  /** The number of the page, from 1. */
  get page() {
    return this.#cursors.length;
  }

  /** Where this page begins; null for the first. */
  get cursor() {
    return this.#cursors[this.#cursors.length - 1];
  }

  get size() {
    return Number(this.#sizes.value);
  }

  /** Goes to the first page. */
  reset() {
    this.#cursors = [null];
    this.#next = null;
    this.#show();
  }

  /** @param {string | null} nextCursor of the answer for this page */
  shown(nextCursor) {
    this.#next = nextCursor;
    this.#show();
  }

  #back() {
    this.#cursors.pop();
  }

  #forward() {
    this.#cursors.push(this.#next);
    this.#next = null;
  }

  #show() {
    this.#position.textContent = `Page ${this.page}`;
    // not disabled: that would lose the focus of who has just pressed it
    this.#previous.setAttribute('aria-disabled', String(this.page === 1));
    this.#following.setAttribute('aria-disabled', String(this.#next === null));
  }
}
