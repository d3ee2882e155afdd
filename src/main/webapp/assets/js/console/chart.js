// Two small charts over one axis of time, drawn as SVG: a line above, bars below. Colours come from the style sheet.

import { element } from '../dom.js';

const SVG = 'http://www.w3.org/2000/svg';
const CLOCK = new Intl.DateTimeFormat('en', { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });

const LEFT = 44;
const RIGHT = 12;
const LINE = { top: 12, height: 150 };
const BARS = { top: 200, height: 64 };
const HEIGHT = 296;
const MINUTE = 60_000;

/** Distances of the marks on the axis of time, in minutes. */
const STEPS = [1, 2, 5, 10, 15];

/** @typedef {{at: number, value: number | null}} Point */
/** @typedef {{from: number, to: number, active: Point[], signIns: {at: number, value: number}[]}} Content */

/**
 * The picture, for this width in pixels.
 * @param {Content} content
 * @param {number} width
 * @param {string} description for those who do not see it
 */
export function drawChart(content, width, description) {
  const picture = svg('svg', {
    viewBox: `0 0 ${width} ${HEIGHT}`,
    width: String(width),
    height: String(HEIGHT),
    role: 'img',
    'aria-label': description,
    class: 'chart',
  });
  const x = (/** @type {number} */ at) =>
    LEFT + ((at - content.from) / (content.to - content.from)) * (width - LEFT - RIGHT);
  timeAxis(picture, content, width, x);
  line(picture, content.active, width, x);
  bars(picture, content, width, x);
  return picture;
}

/**
 * The same as a table, every few minutes.
 * @param {Content} content
 */
export function chartTable({ active, signIns }) {
  const rows = signIns
    .filter(({ at }) => (at / MINUTE) % 5 === 0 || signIns.length <= 15)
    .reverse()
    .map(({ at, value }) => {
      const known = active.filter((point) => point.at >= at && point.at < at + MINUTE && point.value !== null);
      const last = known[known.length - 1];
      return element(
        'tr',
        {},
        element('th', { scope: 'row' }, CLOCK.format(at)),
        element('td', {}, last ? String(last.value) : '–'),
        element('td', {}, String(value)),
      );
    });
  return element(
    'table',
    { class: 'chart-table' },
    element('caption', { class: 'sr-only' }, 'Active sessions and sign-ins by time'),
    element(
      'thead',
      {},
      element(
        'tr',
        {},
        element('th', { scope: 'col' }, 'Time'),
        element('th', { scope: 'col' }, 'Active sessions'),
        element('th', { scope: 'col' }, 'Sign-ins in this minute'),
      ),
    ),
    element('tbody', {}, ...rows),
  );
}

/**
 * @param {SVGElement} picture
 * @param {Content} content
 * @param {number} width
 * @param {(at: number) => number} x
 */
function timeAxis(picture, { from, to }, width, x) {
  const room = (width - LEFT - RIGHT) / 64;
  const minutes = (to - from) / MINUTE;
  const step = (STEPS.find((each) => minutes / each <= room) ?? 30) * MINUTE;
  for (let at = Math.ceil(from / step) * step; at <= to; at += step) {
    const place = x(at);
    if (place > LEFT + 16 && place < width - 20) {
      picture.append(text(place, HEIGHT - 8, CLOCK.format(at), 'middle'));
    }
  }
}

/**
 * @param {SVGElement} picture
 * @param {Point[]} points
 * @param {number} width
 * @param {(at: number) => number} x
 */
function line(picture, points, width, x) {
  const known = points.filter((point) => point.value !== null).map((point) => /** @type {number} */ (point.value));
  const top = nice(Math.max(4, ...known));
  const y = (/** @type {number} */ value) => LINE.top + LINE.height * (1 - value / top);
  grid(picture, [0, top / 2, top], y, width);
  for (const run of runs(points)) {
    const path = run.map((point, i) => `${i === 0 ? 'M' : 'L'}${x(point.at).toFixed(1)} ${y(point.value).toFixed(1)}`).join('');
    const first = x(run[0].at).toFixed(1);
    const last = x(run[run.length - 1].at).toFixed(1);
    const floor = LINE.top + LINE.height;
    picture.append(
      svg('path', { class: 'chart-area', d: `${path}L${last} ${floor}L${first} ${floor}Z` }),
      svg('path', { class: 'chart-line', d: path }),
    );
  }
  const end = points[points.length - 1];
  if (end && end.value !== null) {
    picture.append(svg('circle', { class: 'chart-dot', cx: x(end.at).toFixed(1), cy: y(end.value).toFixed(1), r: '4' }));
  }
}

/**
 * @param {SVGElement} picture
 * @param {Content} content
 * @param {number} width
 * @param {(at: number) => number} x
 */
function bars(picture, { signIns, from }, width, x) {
  const top = nice(Math.max(2, ...signIns.map(({ value }) => value)));
  const y = (/** @type {number} */ value) => BARS.top + BARS.height * (1 - value / top);
  grid(picture, [0, top], y, width);
  const minute = x(from + MINUTE) - x(from);
  const thick = Math.max(2, Math.min(28, minute * 0.7));
  for (const { at, value } of signIns) {
    if (value > 0) {
      const left = Math.min(x(at) + (minute - thick) / 2, width - RIGHT - thick);
      picture.append(
        svg('rect', {
          class: 'chart-bar',
          x: left.toFixed(1),
          y: y(value).toFixed(1),
          width: thick.toFixed(1),
          height: (BARS.top + BARS.height - y(value)).toFixed(1),
          rx: '2',
        }),
      );
    }
  }
}

/**
 * @param {SVGElement} picture
 * @param {number[]} values
 * @param {(value: number) => number} y
 * @param {number} width
 */
function grid(picture, values, y, width) {
  for (const value of values) {
    const place = String(Math.round(y(value)) + 0.5);
    picture.append(
      svg('line', { class: value === 0 ? 'chart-base' : 'chart-grid', x1: String(LEFT), x2: String(width - RIGHT), y1: place, y2: place }),
      text(LEFT - 8, Number(place) + 4, value.toLocaleString('en'), 'end'),
    );
  }
}

/** The stretches without a gap. @param {Point[]} points @returns {{at: number, value: number}[][]} */
function runs(points) {
  /** @type {{at: number, value: number}[][]} */
  const found = [];
  let open = false;
  for (const { at, value } of points) {
    if (value === null) {
      open = false;
    } else if (open) {
      found[found.length - 1].push({ at, value });
    } else {
      found.push([{ at, value }]);
      open = true;
    }
  }
  return found;
}

/** The next even number that reads well. @param {number} value */
function nice(value) {
  const size = 10 ** Math.floor(Math.log10(value));
  return [1, 2, 4, 6, 8, 10].map((each) => each * size).find((each) => each >= value && each % 2 === 0) ?? value;
}

/**
 * @param {number} x
 * @param {number} y
 * @param {string} words
 * @param {string} anchor
 */
function text(x, y, words, anchor) {
  const node = svg('text', { x: String(x), y: String(y), 'text-anchor': anchor, class: 'chart-text' });
  node.textContent = words;
  return node;
}

/**
 * @param {string} tag
 * @param {Record<string, string>} attributes
 */
function svg(tag, attributes) {
  const node = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) {
    node.setAttribute(name, value);
  }
  return /** @type {SVGElement} */ (node);
}
