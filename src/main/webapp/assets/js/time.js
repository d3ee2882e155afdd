// Instants and durations in words.

const RELATIVE = new Intl.RelativeTimeFormat('en', { numeric: 'auto' });
const EXACT = new Intl.DateTimeFormat('en', { dateStyle: 'medium', timeStyle: 'long' });

/** @type {[number, Intl.RelativeTimeFormatUnit][]} seconds of a unit, largest first */
const UNITS = [
  [365 * 86_400, 'year'],
  [30 * 86_400, 'month'],
  [7 * 86_400, 'week'],
  [86_400, 'day'],
  [3_600, 'hour'],
  [60, 'minute'],
];

/**
 * "5 minutes ago", "in 3 hours", "just now".
 * @param {number} then milliseconds
 * @param {number} now milliseconds
 */
export function relative(then, now) {
  const seconds = Math.round((then - now) / 1000);
  for (const [size, unit] of UNITS) {
    if (Math.abs(seconds) >= size) {
      return RELATIVE.format(Math.trunc(seconds / size), unit);
    }
  }
  return seconds > 0 ? 'in less than a minute' : 'just now';
}

/**
 * The instant with date, time and zone, as this browser counts them.
 * @param {number} then milliseconds
 */
export function exact(then) {
  return EXACT.format(then);
}

/**
 * A clock face for a countdown: 14:32.
 * @param {number} seconds
 */
export function clockFace(seconds) {
  const rest = String(seconds % 60).padStart(2, '0');
  return `${Math.floor(seconds / 60)}:${rest}`;
}

/**
 * A duration, rounded up, for a sentence: "15 minutes", "40 seconds".
 * @param {number} seconds
 */
export function inWords(seconds) {
  const [count, unit] = seconds > 90 ? [Math.ceil(seconds / 60), 'minute'] : [seconds, 'second'];
  return `${count} ${unit}${count === 1 ? '' : 's'}`;
}

/**
 * Calls back every second until the time is over.
 * @param {number} seconds
 * @param {(left: number) => void} onTick called at once too; 0 is its last call
 * @returns {() => void} stops it
 */
export function countdown(seconds, onTick) {
  // From the clock, not from counted ticks: a sleeping tab or laptop misses ticks.
  const end = Date.now() + seconds * 1000;
  const tick = () => {
    const left = Math.max(0, Math.ceil((end - Date.now()) / 1000));
    if (left === 0) {
      clearInterval(timer);
    }
    onTick(left);
  };
  const timer = setInterval(tick, 1000);
  tick();
  return () => clearInterval(timer);
}
