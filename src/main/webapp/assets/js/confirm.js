// The confirmation dialog of the devices page and the console.

import { byId, setBusy, showNotice } from './dom.js';

/**
 * Asks, and carries out what was confirmed. The dialog stays open while that runs and says so when it fails, so that
 * the same button is the second try. The browser gives the focus back to the opener when the dialog closes.
 * @param {{title: string, text: string, yes: string}} words
 * @param {() => Promise<void>} action
 * @param {(problem: unknown) => string | null} describe words for a failure; null closes the dialog without any
 * @returns {Promise<boolean>} true when the action has succeeded, false when it was called off
 */
export function confirm(words, action, describe) {
  const dialog = byId('confirm');
  const yes = byId('confirm-yes');
  const cancel = byId('confirm-cancel');
  const error = byId('confirm-error');
  byId('confirm-title').textContent = words.title;
  byId('confirm-text').textContent = words.text;
  byId('confirm-yes-text').textContent = words.yes;
  showNotice(error, null);

  return new Promise((resolve) => {
    const listeners = new AbortController();
    let running = false;
    let done = false;

    const run = async () => {
      if (running) {
        return;
      }
      running = true;
      setBusy(yes, true);
      showNotice(error, null);
      try {
        await action();
        done = true;
        dialog.close();
      } catch (problem) {
        const text = describe(problem);
        if (text === null) {
          dialog.close();
        } else {
          showNotice(error, { text });
        }
      } finally {
        running = false;
        setBusy(yes, false);
      }
    };

    const { signal } = listeners;
    yes.addEventListener('click', run, { signal });
    cancel.addEventListener('click', () => running || dialog.close(), { signal });
    dialog.addEventListener('cancel', (/** @type {Event} */ event) => running && event.preventDefault(), { signal });
    dialog.addEventListener(
      'close',
      () => {
        listeners.abort();
        resolve(done);
      },
      { signal },
    );
    dialog.showModal();
  });
}
