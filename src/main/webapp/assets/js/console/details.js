// One session in a panel at the side.

import { deviceModel, deviceName, operatingSystem } from '../device.js';
import { byId, element, showNotice } from '../dom.js';
import { icon } from '../icons.js';
import { exactly, setTime, timeElement } from '../instants.js';
import { isProblem } from '../problems.js';
import { inspectSession } from './admin.js';
import { askToEnd, askToEndAll } from './endings.js';
import { button, plain } from './parts.js';
import { routeTo } from './route.js';
import { deviceIcon, owner, stateBadge } from './session-row.js';
import { wordsOrLeave } from './shell.js';

/** The panel. */
export class Details {
  #dialog = byId('details');
  #body = byId('details-body');
  #actions = byId('details-actions');
  /** @type {any} */
  #session = null;
  #onChange;

  /** @param {() => void} onChange something has been ended here */
  constructor(onChange) {
    this.#onChange = onChange;
    const close = byId('details-close');
    close.append(icon('close'));
    close.addEventListener('click', () => this.close());
    this.#dialog.addEventListener('click', (/** @type {MouseEvent} */ event) => {
      if (event.target === this.#dialog) {
        this.close(); // beside the panel
      }
    });
    this.#dialog.addEventListener('close', () => (this.#session = null));
  }

  /** Shows what is known of it at once, and all of it as soon as it is read. @param {any} session */
  open(session) {
    this.#show(session);
    this.#dialog.showModal();
    byId('details-title').focus();
    void this.#load(session.key);
  }

  /** Shows one of which only the key is known. @param {string} key */
  openKey(key) {
    this.#session = { key };
    byId('details-icon').replaceChildren(icon('other'));
    byId('details-title').textContent = 'Session';
    byId('details-sub').replaceChildren(key);
    this.#body.replaceChildren(element('p', { class: 'sheet-wait' }, 'Loading…'));
    this.#actions.replaceChildren();
    this.#dialog.showModal();
    byId('details-title').focus();
    void this.#load(key);
  }

  close() {
    if (this.#dialog.open) {
      this.#dialog.close();
    }
  }

  /** @param {any} event */
  happened(event) {
    if (event.type === 'ended' && this.#session?.key === event.key && this.#session.state === 'active') {
      this.#ended(event.reason, event.at);
    }
  }

  /** @param {string} key */
  async #load(key) {
    try {
      const session = await inspectSession(key);
      if (this.#session?.key === key) {
        this.#show(session);
      }
    } catch (problem) {
      if (this.#session?.key !== key) {
        return;
      }
      if (isProblem(problem, 'not-found')) {
        const gone = element('div');
        showNotice(gone, { title: 'Not kept any more', text: 'An ended session can be looked at for a while only.', tone: 'info' });
        this.#body.prepend(gone);
        this.#body.querySelector('.sheet-wait')?.remove();
      } else {
        const slot = element('div', { role: 'alert' });
        this.#body.prepend(slot);
        this.#body.querySelector('.sheet-wait')?.remove();
        showNotice(slot, { title: 'Not all could be read', text: wordsOrLeave(problem) ?? '', tone: 'warn' });
      }
    }
  }

  /**
   * @param {string} reason
   * @param {string} at
   */
  #ended(reason, at) {
    this.#show({ ...this.#session, state: 'ended', endReason: reason, endedAt: at });
  }

  /** @param {any} session */
  #show(session) {
    this.#session = session;
    byId('details-icon').replaceChildren(deviceIcon(session));
    byId('details-title').replaceChildren(element('bdi', {}, owner(session)));
    byId('details-sub').replaceChildren(deviceName(session.device), stateBadge(session));
    this.#body.replaceChildren(
      this.#group('Who', [
        ['User', plain(session.principal)],
        ['Roles', tags(session.roles, 'none')],
        ['Application', plain(session.application)],
        ['Namespace', plain(session.namespace)],
      ]),
      this.#group('When', [
        ['Created', instant(session.createdAt)],
        ['Signed in', session.authenticatedAt ? instant(session.authenticatedAt) : plain(null)],
        ['Last active', instant(session.lastActiveAt)],
        ...(session.state === 'ended'
          ? /** @type {[string, Node][]} */ ([['Ended', instant(session.endedAt)]])
          : /** @type {[string, Node][]} */ ([['Expires at the earliest', instant(session.expiresAt)]])),
      ]),
      this.#group('Where', [
        ['Address', plain(session.ipAddress)],
        ['System', plain(operatingSystem(session.device))],
        ['Model', plain(deviceModel(session.device))],
        ['Sent by the browser', plain(session.userAgent)],
      ]),
      this.#group('Kept', [
        ['Key', element('code', { class: 'mono' }, session.key)],
        ['Attributes', attributes(session.attributes)],
      ]),
      this.#links(session),
    );
    this.#offer(session);
  }

  /**
   * @param {string} title
   * @param {[string, Node][]} facts
   */
  #group(title, facts) {
    const rows = facts.map(([term, value]) =>
      element('div', {}, element('dt', {}, term), element('dd', {}, value)),
    );
    return element('section', { class: 'facts' }, element('h3', {}, title), element('dl', {}, ...rows));
  }

  /** @param {any} session */
  #links(session) {
    const links = element('p', { class: 'sheet-links' });
    const add = (/** @type {string} */ text, /** @type {string} */ address) => {
      const link = element('a', { href: address }, text);
      link.addEventListener('click', () => this.close());
      links.append(link);
    };
    if (session.principal) {
      add(`All sessions of ${session.principal}`, routeTo('sessions', { principal: session.principal, state: 'all' }));
    }
    add('Audit of this session', routeTo('audit', { key: session.key }));
    return links;
  }

  /** @param {any} session */
  #offer(session) {
    /** @type {Node[]} */
    const actions = [];
    if (session.state === 'active') {
      actions.push(
        button('End session', 'button-danger', async () => {
          if (await askToEnd(session)) {
            this.#ended('admin', new Date().toISOString());
            this.#onChange();
          }
        }),
      );
    }
    const all = async (/** @type {'principal' | 'namespace'} */ kind, /** @type {string} */ name) => {
      if (await askToEndAll(kind, name)) {
        this.#onChange();
        void this.#load(session.key);
      }
    };
    if (session.principal) {
      actions.push(button('End all of user', 'button-danger-quiet', () => all('principal', session.principal)));
    }
    if (session.namespace) {
      actions.push(button('End namespace', 'button-danger-quiet', () => all('namespace', session.namespace)));
    }
    const focused = this.#actions.contains(document.activeElement) ? document.activeElement?.textContent : null;
    this.#actions.replaceChildren(...actions);
    this.#actions.hidden = actions.length === 0;
    if (focused !== null) {
      const same = /** @type {HTMLElement[]} */ (actions).find((each) => each.textContent === focused);
      (same ?? byId('details-title')).focus();
    }
  }
}

/** @param {string | null} at */
function instant(at) {
  const words = timeElement();
  setTime(words, at);
  return element('span', { class: 'instant' }, exactly(at), element('span', { class: 'sub' }, words));
}

/**
 * @param {string[]} names
 * @param {string} none
 */
function tags(names, none) {
  return names?.length
    ? element('span', { class: 'tags' }, ...names.map((name) => element('span', { class: 'tag' }, element('bdi', {}, name))))
    : element('span', { class: 'none' }, none);
}

/** Names, and the values where the server shows them to administrators. @param {Record<string, any> | undefined} given */
function attributes(given) {
  const names = Object.keys(given ?? {});
  if (names.every((name) => /** @type {any} */ (given)[name] === null)) {
    return tags(names, 'none');
  }
  const lines = names.map((name) =>
    element('li', {}, element('bdi', { class: 'strong' }, name), ' ', element('code', {}, JSON.stringify(/** @type {any} */ (given)[name]))),
  );
  return element('ul', { class: 'values', role: 'list' }, ...lines);
}
