// One session as a card of the list.

import { deviceModel, deviceName, operatingSystem } from './device.js';
import { element } from './dom.js';
import { icon } from './icons.js';
import { exactly, setTime, timeElement } from './instants.js';

/**
 * A card. What was seen at the session's creation never changes, so only its times are updated afterwards, in place:
 * the focus and an opened "Details" stay as they are.
 */
export class Card {
  /**
   * @param {any} session
   * @param {(card: Card) => void} onEnd the person asks to end this session
   */
  constructor(session, onEnd) {
    this.session = session;
    this.name = deviceName(session.device);
    this.address = session.ipAddress ?? 'Unknown address';
    this.active = timeElement();
    this.since = timeElement();
    this.facts = {
      signedIn: element('dd'),
      lastActive: element('dd'),
      expires: element('dd'),
    };
    this.node = this.#build(onEnd);
    this.update(session);
  }

  /** @param {any} session the same session, as it is now */
  update(session) {
    this.session = session;
    this.facts.signedIn.textContent = exactly(session.authenticatedAt ?? session.createdAt);
    this.facts.lastActive.textContent = exactly(session.lastActiveAt);
    this.facts.expires.textContent = exactly(session.expiresAt);
    this.refreshTimes();
  }

  /** Says "minutes ago" anew. */
  refreshTimes() {
    const { session } = this;
    setTime(this.active, session.lastActiveAt, 'Active ');
    setTime(this.since, session.authenticatedAt ?? session.createdAt, 'Signed in ');
  }

  /** @param {(card: Card) => void} onEnd */
  #build(onEnd) {
    const { session } = this;
    const head = element('div', { class: 'card-head' }, element('h3', {}, element('bdi', {}, this.name)));
    if (session.current) {
      head.append(element('span', { class: 'badge' }, 'Active now'));
    }
    const body = element('div', { class: 'card-body' }, head, this.#meta(), this.#details());
    const type = typeof session.device?.type === 'string' ? session.device.type : 'other';
    const card = element(
      'li',
      { class: session.current ? 'card card-current' : 'card', 'data-key': session.key },
      element('div', { class: 'card-icon' }, icon(type)),
      body,
    );
    if (!session.current) {
      const button = element(
        'button',
        {
          class: 'button button-danger-quiet card-action',
          type: 'button',
          'aria-label': `Sign out ${this.name}, ${this.address}`,
        },
        'Sign out',
      );
      button.addEventListener('click', () => onEnd(this));
      card.append(button);
    }
    return card;
  }

  /** Whoever reads this is active on the current device right now: its badge says so, a time would lag behind. */
  #meta() {
    const meta = element('p', { class: 'card-meta' }, element('span', {}, element('bdi', {}, this.address)));
    meta.append(...(this.session.current ? [this.since] : [this.active, this.since]));
    return meta;
  }

  #details() {
    const { session, facts } = this;
    const list = element('dl', {});
    const add = (/** @type {string} */ term, /** @type {any} */ value) => {
      if (value) {
        const dd = value instanceof Node ? value : element('dd', {}, element('bdi', {}, value));
        list.append(element('div', {}, element('dt', {}, term), dd));
      }
    };
    add('Signed in', facts.signedIn);
    add('Last active', facts.lastActive);
    add('Expires at the earliest', facts.expires);
    add('System', operatingSystem(session.device));
    add('Model', deviceModel(session.device));
    add('Group', session.namespace);
    add('Sent by the browser', session.userAgent);
    return element(
      'details',
      {},
      element('summary', {}, 'Details', element('span', { class: 'sr-only' }, ` of ${this.name}, ${this.address}`)),
      list,
    );
  }
}
