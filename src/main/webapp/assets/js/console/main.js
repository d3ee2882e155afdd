// The administrators' console: which view is open, and what all of them follow.

import { currentSession } from '../api.js';
import { byId } from '../dom.js';
import { statistics } from './admin.js';
import { AuditView } from './audit.js';
import { BlocksView } from './blocks.js';
import { Details } from './details.js';
import { History } from './history.js';
import { Live } from './live.js';
import { OverviewView } from './overview.js';
import { Refresher } from './refresher.js';
import { currentRoute } from './route.js';
import { SessionsView } from './sessions.js';
import { fine, hush, prepare, refuse, showAccount, trouble } from './shell.js';

const ROLE = 'sojourn-admin';
const POLL_MILLIS = 10_000;
const REFRESH_WORDS_MILLIS = 30_000;

const TITLES = { sessions: 'Sessions', overview: 'Overview', blocks: 'Login blocks', audit: 'Audit' };
const LIVE = { live: 'Live', reconnecting: 'Reconnecting…', polling: 'Every 10 s', full: 'Every 10 s' };

/** @type {'connecting' | 'live' | 'reconnecting' | 'polling' | 'full'} */
let live = 'connecting';
let started = false;
let open = '';

const figuresOverTime = new History();
const details = new Details(() => views.sessions.changed());
/** @type {Record<string, any>} */
const views = {
  sessions: new SessionsView(details),
  overview: new OverviewView(figuresOverTime, () => views.sessions.changed()),
  blocks: new BlocksView(),
  audit: new AuditView(details),
};

const figures = new Refresher({
  load: () => statistics(),
  show: (/** @type {any} */ answer) => {
    fine('statistics');
    figuresOverTime.sample(answer, live === 'live');
    views.overview.show(answer);
  },
  fail: (problem) => {
    if (trouble('statistics', problem)) {
      views.overview.stale();
    } else {
      views.overview.missing();
    }
  },
});

const stream = new Live({
  event: (event) => {
    figuresOverTime.happened(event);
    details.happened(event);
    views[open]?.happened?.(event);
  },
  lost: () => views[open]?.tick?.(),
  state: showLive,
  refused: (problem) => trouble('events', problem),
});

/** @param {'live' | 'reconnecting' | 'polling' | 'full'} state */
function showLive(state) {
  if (state === live) {
    return;
  }
  live = state;
  const node = byId('live');
  node.dataset.state = state;
  node.textContent = LIVE[state];
  node.title = {
    live: 'What happens is shown as it happens.',
    reconnecting: 'The stream of events is interrupted. Until it is back, this page looks every 10 seconds.',
    polling: 'This server offers no live events: the page looks every 10 seconds.',
    full: 'This node follows as many consoles as it may. Until one is closed, this page looks every 10 seconds.',
  }[state];
  node.hidden = false;
}

function route() {
  const { view, params } = currentRoute();
  details.close();
  hush();
  if (open !== view) {
    views[open]?.close();
  }
  const other = open !== '' && open !== view;
  open = view;
  for (const name of Object.keys(views)) {
    byId(`view-${name}`).hidden = name !== view;
  }
  for (const link of byId('nav').querySelectorAll('a')) {
    if (link.dataset.view === view) {
      link.setAttribute('aria-current', 'page');
    } else {
      link.removeAttribute('aria-current');
    }
  }
  document.title = `${TITLES[/** @type {keyof typeof TITLES} */ (view)]} · Sojourn console`;
  views[view].open(params);
  if (other) {
    scrollTo(0, 0);
    byId(`${view}-title`).focus();
  }
}

/** The first load, again until the storage answers. */
const boot = new Refresher({
  load: () => currentSession(),
  show: (session) => {
    boot.stop();
    fine('boot');
    showAccount(session);
    byId('boot').hidden = true;
    if (session.roles.includes(ROLE)) {
      start();
    } else {
      refuse();
    }
  },
  fail: (problem) => trouble('boot', problem),
});

function start() {
  started = true;
  hush();
  byId('nav').hidden = false;
  route();
  void figures.now();
  void stream.run();
}

prepare(() => {
  boot.stop();
  figures.stop();
  started = false;
  views[open]?.close();
  open = '';
  details.close();
  byId('boot').hidden = true;
  byId('nav').hidden = true;
  byId('live').hidden = true;
  for (const name of Object.keys(views)) {
    byId(`view-${name}`).hidden = true;
  }
});

addEventListener('hashchange', () => started && route());
// Coming back by the browser's history shows a frozen page, perhaps of somebody who has signed out since.
addEventListener('pageshow', (event) => event.persisted && location.reload());
document.addEventListener('visibilitychange', () => document.visibilityState === 'visible' && look());

function look() {
  if (started) {
    figures.soon();
    if (live !== 'live' || open === 'blocks') {
      views[open]?.tick?.();
    }
  }
}

setInterval(look, POLL_MILLIS);
setInterval(() => views[open]?.refreshTimes?.(), REFRESH_WORDS_MILLIS);
void boot.now();
