// The sign-in page.

import { currentSession, Problem, signIn, signOut } from './api.js';
import { byId, initial, setBusy, showNotice } from './dom.js';
import { icon } from './icons.js';
import { isLocalPath, nextAddress, signInAddress } from './next.js';
import { explain } from './reasons.js';
import { describeSignIn, showBlocked } from './signin-errors.js';

/** How long to wait for the answer whether somebody is signed in before the form is shown all the same. */
const CHECK_MILLIS = 1500;

const query = new URLSearchParams(location.search);
const main = /** @type {HTMLElement} */ (document.querySelector('main'));
const form = byId('form');
const username = byId('username');
const password = byId('password');
const reveal = byId('reveal');
const submit = byId('submit');
const error = byId('error');

let pending = false;
/** Stops the countdown of a refusal. */
let stopCountdown = () => {};

/** Shows the form, or who is signed in already. */
async function start() {
  const late = setTimeout(showForm, CHECK_MILLIS);
  try {
    const session = await currentSession();
    if (session.principal === null) {
      showForm();
    } else if (!pending && username.value === '' && password.value === '') {
      // Not over the head of somebody who began to type while the answer was on its way.
      showSignedIn(session);
    }
  } catch (problem) {
    showNotice(byId('reason'), explain(query.get('reason'), problem instanceof Problem ? problem.reason : null));
    showForm();
  } finally {
    clearTimeout(late);
  }
}

function showForm() {
  if (main.dataset.view !== 'form') {
    main.dataset.view = 'form';
    (username.value === '' ? username : password).focus();
  }
}

/** @param {any} session */
function showSignedIn(session) {
  showNotice(byId('reason'), null);
  byId('principal').textContent = session.principal;
  byId('avatar').textContent = initial(session.principal);
  const link = byId('continue');
  link.href = nextAddress(query.get('next'));
  link.textContent = isLocalPath(query.get('next')) ? 'Continue' : 'My devices';
  main.dataset.view = 'signed-in';
  document.title = 'Signed in · Sojourn';
  byId('signed-in-title').focus();
}

/** @param {Event} event */
async function onSubmit(event) {
  event.preventDefault();
  if (pending || submit.disabled || !complete()) {
    return;
  }
  setPending(true);
  showNotice(error, null);
  showNotice(byId('reason'), null);
  // Back to dots, so that a password manager knows the field and nobody reads it over a shoulder meanwhile.
  setRevealed(false);
  try {
    await signIn(username.value, password.value, byId('remember').checked);
    // Replaced, so that "back" does not lead to a form that has done its work.
    location.replace(nextAddress(query.get('next')));
  } catch (problem) {
    setPending(false);
    showProblem(problem);
  }
}

/** @param {unknown} problem */
function showProblem(problem) {
  const name = problem instanceof Problem ? problem.name : '';
  markInvalid(name === 'bad-credentials');
  if (problem instanceof Problem && name === 'login-blocked' && problem.retryAfter) {
    submit.disabled = true;
    stopCountdown = showBlocked(error, problem.retryAfter, unblock);
    error.focus();
    return;
  }
  showNotice(error, describeSignIn(problem));
  if (name === 'bad-credentials') {
    password.select();
    password.focus();
  }
}

/** The refusal may hold for one name only, so another name may be tried at once. */
function unblock() {
  stopCountdown();
  stopCountdown = () => {};
  submit.disabled = false;
  showNotice(error, null);
}

/** Whether both fields are filled; says what is missing and goes there. */
function complete() {
  const missing = [
    setFieldError(username, username.value.trim() === '' ? 'Enter your username.' : ''),
    setFieldError(password, password.value === '' ? 'Enter your password.' : ''),
  ].filter((field) => field !== null);
  missing[0]?.focus();
  return missing.length === 0;
}

/**
 * @param {HTMLInputElement} field
 * @param {string} text
 * @returns {HTMLInputElement | null} the field when there is a text
 */
function setFieldError(field, text) {
  byId(`${field.id}-error`).textContent = text;
  field.setAttribute('aria-invalid', String(text !== ''));
  return text === '' ? null : field;
}

/** @param {boolean} invalid */
function markInvalid(invalid) {
  for (const field of [username, password]) {
    field.setAttribute('aria-invalid', String(invalid));
  }
}

/** @param {boolean} value */
function setPending(value) {
  pending = value;
  setBusy(submit, value);
  byId('submit-text').textContent = value ? 'Signing in…' : 'Sign in';
  username.readOnly = value;
  password.readOnly = value;
}

/** @param {boolean} shown */
function setRevealed(shown) {
  password.type = shown ? 'text' : 'password';
  reveal.setAttribute('aria-pressed', String(shown));
  reveal.replaceChildren(icon(shown ? 'eye-off' : 'eye'));
}

async function onSignOut() {
  const button = byId('sign-out');
  setBusy(button, true);
  try {
    await signOut();
    location.replace(signInAddress('logout', false));
  } catch (problem) {
    if (problem instanceof Problem && problem.name === 'other-session') {
      location.reload();
      return;
    }
    setBusy(button, false);
    showNotice(byId('signed-in-error'), describeSignIn(problem));
  }
}

form.addEventListener('submit', onSubmit);
byId('sign-out').addEventListener('click', onSignOut);
reveal.addEventListener('click', () => setRevealed(password.type === 'password'));
for (const field of [username, password]) {
  field.addEventListener('input', () => setFieldError(field, ''));
}
username.addEventListener('input', () => submit.disabled && unblock());
password.addEventListener('keyup', (/** @type {KeyboardEvent} */ event) => {
  byId('caps-lock').textContent = event.getModifierState?.('CapsLock') ? 'Caps Lock is on.' : '';
});
// Coming back by the browser's history shows a frozen page: what it says may be over.
window.addEventListener('pageshow', (event) => event.persisted && location.reload());

setRevealed(false);
start();
