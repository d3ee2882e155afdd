// A device in words.

/** What the parser says when it does not know. */
const UNKNOWN = new Set(['', 'Other', 'Unknown']);

/** Families that are no model: the system's name has said as much. */
const NO_MODEL = new Set(['PC', 'Mac']);

/**
 * "Chrome 140 on Windows".
 * @param {any} device of a session, or null
 */
export function deviceName(device) {
  const browser = plain(known(device?.browser));
  const place = placeOf(device);
  if (!browser) {
    return place ? `Unknown browser on ${place}` : 'Unknown device';
  }
  const version = known(device.browserVersion)?.split('.')[0];
  const name = version ? `${browser} ${version}` : browser;
  return place ? `${name} on ${place}` : name;
}

/**
 * The device's model where it says more than the name does, else null.
 * @param {any} device
 */
export function deviceModel(device) {
  const family = known(device?.family);
  return family && !NO_MODEL.has(family) && !deviceName(device).includes(family) ? family : null;
}

/**
 * "Windows 10", or null.
 * @param {any} device
 */
export function operatingSystem(device) {
  const os = known(device?.os);
  const version = known(device?.osVersion);
  return os && version ? `${os} ${version}` : os;
}

/**
 * People say "on my iPad", not "on iOS".
 * @param {any} device
 */
function placeOf(device) {
  const family = known(device?.family);
  return family && /^(iPhone|iPad|iPod)$/.test(family) ? family : known(device?.os);
}

/**
 * "Mobile Safari" and "Chrome Mobile iOS" are Safari and Chrome to their users.
 * @param {string | null} browser
 */
function plain(browser) {
  return (
    browser &&
    (browser
      .replace(/\b(Mobile|iOS)\b/g, '')
      .replace(/\s+/g, ' ')
      .trim() ||
      browser)
  );
}

/** @param {unknown} text */
function known(text) {
  return typeof text === 'string' && !UNKNOWN.has(text.trim()) ? text.trim() : null;
}
