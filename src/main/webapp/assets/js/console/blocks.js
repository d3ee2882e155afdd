// The view of blocked logins.

import { confirm } from '../confirm.js';
import { byId, element } from '../dom.js';
import { setTime, timeElement } from '../instants.js';
import { isProblem } from '../problems.js';
import { liftBlock, loginBlocks } from './admin.js';
import { passesByItself } from './lists.js';
import { button, cell, emptyState, skeletonRows, table } from './parts.js';
import { Refresher } from './refresher.js';
import { fine, forget, hush, say, wordsOrLeave } from './shell.js';

const COLUMNS = ['Blocked', 'Kind', 'Failed logins', 'Ends', ''];

/** The table of blocks. */
export class BlocksView {
  #list = byId('blocks-list');
  #table = table('Blocked logins, the latest end first', COLUMNS);
  /** What is shown, to leave it alone while it stays the same. */
  #shown = '';
  /** @type {{node: HTMLTimeElement, until: string}[]} */
  #times = [];
  #refresher = new Refresher({
    load: (passive) => loginBlocks(passive),
    show: (answer) => this.#show(answer.items),
    fail: (problem) => this.#fail(problem),
  });

  open() {
    this.#shown = '';
    this.#list.replaceChildren(skeletonRows());
    this.#list.setAttribute('aria-busy', 'true');
    void this.#refresher.now();
  }

  close() {
    this.#refresher.stop();
    forget('blocks');
  }

  tick() {
    this.#refresher.soon();
  }

  /** @param {any} event */
  happened(event) {
    if (event.type === 'login-blocked' || event.type === 'login-unblocked') {
      this.#refresher.soon();
    }
  }

  refreshTimes() {
    this.#times.forEach(({ node, until }) => setTime(node, until));
  }

  /** @param {any[]} items */
  #show(items) {
    fine('blocks');
    this.#list.setAttribute('aria-busy', 'false');
    this.#list.classList.remove('is-stale');
    const now = JSON.stringify(items);
    if (now === this.#shown) {
      return;
    }
    this.#shown = now;
    const focused = this.#table.body.contains(document.activeElement);
    this.#times = [];
    this.#table.body.replaceChildren(...items.map((block) => this.#row(block)));
    this.#list.replaceChildren(
      items.length > 0
        ? this.#table.node
        : emptyState({ icon: 'shield', title: 'Nobody is blocked', text: 'A name or an address appears here after too many failed logins.' }),
    );
    if (focused) {
      byId('blocks-title').focus();
    }
  }

  /** @param {any} block */
  #row(block) {
    const until = timeElement();
    this.#times.push({ node: until, until: block.until });
    setTime(until, block.until);
    return element(
      'tr',
      { role: 'row', 'data-value': block.value },
      cell('Blocked', element('bdi', { class: 'strong' }, block.value)),
      cell('Kind', block.kind === 'address' ? 'Address' : 'Username'),
      cell('Failed logins', String(block.failures)),
      cell('Ends', until),
      cell('', button('Lift', 'button-quiet button-small', () => this.#lift(block), `Lift the block of ${block.value}`)),
    );
  }

  /** @param {any} block */
  async #lift(block) {
    hush();
    const done = await confirm(
      {
        title: `Lift the block of ${block.value}?`,
        text:
          block.kind === 'address'
            ? 'Logins from this address are tried again, whoever sits behind it. Its failures are forgotten.'
            : 'Logins with this name are tried again. Its failures are forgotten.',
        yes: 'Lift the block',
      },
      () => lifted(block),
      wordsOrLeave,
    );
    if (done) {
      say(`${block.value} may try again.`);
      byId('blocks-title').focus();
      this.#refresher.soon();
    }
  }

  /** @param {unknown} problem */
  #fail(problem) {
    if (passesByItself('blocks', problem, this.#list, this.#shown !== '')) {
      return;
    }
    this.#shown = '';
    this.#list.replaceChildren(
      isProblem(problem, 'not-supported')
        ? emptyState({
            icon: 'lock',
            title: 'Blocks cannot be listed here',
            text: 'The application counts failed logins itself, or does not count them.',
          })
        : emptyState({ icon: 'lock', title: 'The list could not be read', text: 'The server’s log says why.' }),
    );
  }
}

/** @param {any} block */
async function lifted(block) {
  try {
    await liftBlock(block.kind, block.value);
  } catch (problem) {
    // Over meanwhile, which is what was asked for.
    if (!isProblem(problem, 'not-found')) {
      throw problem;
    }
  }
}
