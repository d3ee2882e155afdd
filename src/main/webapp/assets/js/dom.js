// Small helpers over the DOM. Text always goes in as text nodes, so what a client sent (a User-Agent, a name)
// stays inert, and nothing here writes a style attribute, which the Content-Security-Policy refuses.

/**
 * The element of that id, which the page's own markup has.
 * @param {string} id
 * @returns {any}
 */
export function byId(id) {
  const element = document.getElementById(id);
  if (!element) {
    throw new Error(`no element with id ${id}`);
  }
  return element;
}

/**
 * A new element.
 * @param {string} tag
 * @param {Record<string, string | boolean>} attributes true gives an empty attribute, false none
 * @param {...(Node | string)} children
 * @returns {any}
 */
export function element(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== false) {
      node.setAttribute(name, value === true ? '' : value);
    }
  }
  node.append(...children);
  return node;
}

/**
 * Shows a message box in a live region, or empties the region.
 * @param {HTMLElement} slot the live region
 * @param {{title?: string, text?: string | Node, tone?: string, action?: Node} | null} message tone is one of error,
 *     warn, info, good
 */
export function showNotice(slot, message) {
  if (!message) {
    slot.replaceChildren();
    return;
  }
  const box = element('div', { class: `notice notice-${message.tone ?? 'error'}` });
  if (message.title) {
    box.append(element('p', { class: 'notice-title' }, message.title));
  }
  if (message.text) {
    box.append(element('p', {}, message.text));
  }
  if (message.action) {
    box.append(message.action);
  }
  slot.replaceChildren(box);
}

/**
 * Marks a button as working. It keeps the focus, which a disabled button would lose.
 * @param {HTMLElement} button
 * @param {boolean} busy
 */
export function setBusy(button, busy) {
  button.classList.toggle('is-busy', busy);
  if (busy) {
    button.setAttribute('aria-disabled', 'true');
  } else {
    button.removeAttribute('aria-disabled');
  }
}

/**
 * The letter that stands for a person.
 * @param {string | null} name
 */
export function initial(name) {
  return [...(name ?? '').trim()][0]?.toUpperCase() ?? '?';
}
