// One session as a row of the table.

import { isOwn } from '../api.js';
import { deviceName } from '../device.js';
import { element } from '../dom.js';
import { icon } from '../icons.js';
import { setTime, timeElement } from '../instants.js';
import { reasonLabel } from '../reasons.js';
import { button, cell, plain } from './parts.js';

/** The columns; the last one has no name. */
export const COLUMNS = ['Session', 'Address', 'Application', 'Signed in', 'Last active', 'State', ''];

/** Who a session belongs to, for sentences. @param {any} session */
export function owner(session) {
  return session.principal ?? 'anonymous visitor';
}

/** The icon of a session's device. @param {any} session */
export function deviceIcon(session) {
  return icon(typeof session.device?.type === 'string' ? session.device.type : 'other');
}

/** The state with its colour. @param {any} session */
export function stateBadge(session) {
  const ended = session.state === 'ended';
  return element(
    'span',
    { class: ended ? 'badge badge-ended' : 'badge' },
    ended ? `Ended · ${reasonLabel(session.endReason)}` : 'Active',
  );
}

/** A row. It stays while its session is listed: only what can change is written anew, so that the focus stays where it is. */
export class SessionRow {
  /**
   * @param {any} session
   * @param {{open: (row: SessionRow) => void, end: (row: SessionRow) => void}} on
   */
  constructor(session, on) {
    this.session = session;
    this.signedIn = timeElement();
    this.lastActive = timeElement();
    this.state = element('span', { class: 'state' });
    this.place = element('span', { class: 'place' });
    this.who = element('span', { class: 'who' });
    const label = `${owner(session)}, ${deviceName(session.device)}`;
    this.opener = button('', 'row-open', () => on.open(this), `Details of ${label}`);
    this.ender = button('End', 'button-danger-quiet button-small', () => on.end(this), `End the session of ${label}`);
    this.node = element('tr', { role: 'row', 'data-key': session.key });
    this.node.append(
      cell(
        'Session',
        element(
          'div',
          { class: 'device' },
          element('span', { class: 'device-icon' }, deviceIcon(session)),
          element('div', { class: 'device-text' }, this.who, element('span', { class: 'sub' }, deviceName(session.device))),
        ),
        this.opener,
      ),
      cell('Address', plain(session.ipAddress)),
      cell('Application', this.place),
      cell('Signed in', this.signedIn),
      cell('Last active', this.lastActive),
      cell('State', this.state),
      cell('', this.ender),
    );
    // Times have a title and addresses can be copied, so they lie above the button that fills the row.
    this.node.addEventListener('click', (/** @type {MouseEvent} */ event) => {
      const inButton = /** @type {Element} */ (event.target).closest('button') !== null;
      if (!inButton && getSelection()?.isCollapsed !== false) {
        this.opener.focus();
        on.open(this);
      }
    });
    this.update(session);
  }

  /** @param {any} session the same, as it is now */
  update(session) {
    this.session = session;
    const ended = session.state === 'ended';
    this.node.classList.toggle('is-ended', ended);
    this.who.replaceChildren(
      session.principal ? element('bdi', { class: 'strong' }, session.principal) : element('span', { class: 'none' }, 'anonymous'),
    );
    if (isOwn(session.key)) {
      this.who.append(element('span', { class: 'tag tag-own' }, 'you'));
    }
    this.place.replaceChildren(plain(session.application));
    if (session.namespace) {
      this.place.append(element('span', { class: 'tag' }, element('bdi', {}, session.namespace)));
    }
    this.state.replaceChildren(stateBadge(session));
    this.ender.hidden = ended;
    this.refreshTimes();
  }

  /** The session has just ended, as an event said. @param {any} event */
  ended(event) {
    this.update({ ...this.session, state: 'ended', endReason: event.reason, endedAt: event.at });
  }

  /** Says "minutes ago" anew. */
  refreshTimes() {
    setTime(this.signedIn, this.session.authenticatedAt ?? this.session.createdAt);
    setTime(this.lastActive, this.session.lastActiveAt);
  }
}
