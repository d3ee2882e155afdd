// Line icons as inline SVG, drawn on a 24 by 24 grid in the colour of the text around them.

const SVG = 'http://www.w3.org/2000/svg';

/** @type {Record<string, string[]>} path data */
const PATHS = {
  pc: ['M5.5 4h13A1.5 1.5 0 0 1 20 5.5V15H4V5.5A1.5 1.5 0 0 1 5.5 4Z', 'M2 18.5h20', 'M4 15l-2 3.5M20 15l2 3.5'],
  mobile: [
    'M8.5 2.5h7A1.5 1.5 0 0 1 17 4v16a1.5 1.5 0 0 1-1.5 1.5h-7A1.5 1.5 0 0 1 7 20V4a1.5 1.5 0 0 1 1.5-1.5Z',
    'M11 18.5h2',
  ],
  tablet: [
    'M6 2.5h12A1.5 1.5 0 0 1 19.5 4v16a1.5 1.5 0 0 1-1.5 1.5H6A1.5 1.5 0 0 1 4.5 20V4A1.5 1.5 0 0 1 6 2.5Z',
    'M10.5 18.5h3',
  ],
  bot: [
    'M6.5 8h11A2.5 2.5 0 0 1 20 10.5v6a2.5 2.5 0 0 1-2.5 2.5h-11A2.5 2.5 0 0 1 4 16.5v-6A2.5 2.5 0 0 1 6.5 8Z',
    'M12 8V4.5M12 4.5h.01',
    'M9 12.5v1.5M15 12.5v1.5',
    'M1.5 12v3M22.5 12v3',
  ],
  other: [
    'M12 3a9 9 0 1 0 0 18a9 9 0 0 0 0-18Z',
    'M9.5 9.5a2.5 2.5 0 1 1 3.6 2.240c-.7.35-1.1.9-1.1 1.760',
    'M12 16.6h.01',
  ],
  eye: ['M2 12s3.6-6.5 10-6.5S22 12 22 12s-3.6 6.5-10 6.5S2 12 2 12Z', 'M12 9a3 3 0 1 0 0 6a3 3 0 0 0 0-6Z'],
  'eye-off': [
    'M9.9 5.7A9.6 9.6 0 0 1 12 5.5C18.4 5.5 22 12 22 12a17 17 0 0 1-2.7 3.4M6.5 7.4C3.6 9.2 2 12 2 12s3.6 6.5 10 6.5a9.8 9.8 0 0 0 5-1.4',
    'M9.9 9.9a3 3 0 0 0 4.2 4.2',
    'M4 4l16 16',
  ],
  search: ['M10.5 4a6.5 6.5 0 1 0 0 13a6.5 6.5 0 0 0 0-13Z', 'M15.3 15.3L20.5 20.5'],
  history: ['M4.2 9.5A8.2 8.2 0 1 1 4 14', 'M4 4.5v5h5', 'M12 8v4.5l3 1.8'],
  lock: ['M6.5 11h11A1.5 1.5 0 0 1 19 12.5v6a1.5 1.5 0 0 1-1.5 1.5h-11A1.5 1.5 0 0 1 5 18.5v-6A1.5 1.5 0 0 1 6.5 11Z', 'M8 11V8a4 4 0 0 1 8 0v3'],
  close: ['M6 6l12 12M18 6L6 18'],
  storage: [
    'M12 3.5c4.4 0 8 1.3 8 3s-3.6 3-8 3s-8-1.3-8-3s3.6-3 8-3Z',
    'M4 6.5v5.5c0 1.7 3.6 3 8 3s8-1.3 8-3V6.5',
    'M4 12v5.5c0 1.7 3.6 3 8 3s8-1.3 8-3V12',
  ],
  shield: ['M12 3l7.5 2.8v5.4c0 4.7-3.1 8-7.5 9.8c-4.4-1.8-7.5-5.1-7.5-9.8V5.8L12 3Z', 'M8.8 12l2.3 2.3l4.3-4.4'],
};

/**
 * An icon, hidden from screen readers: the text beside it says the same.
 * @param {string} name an unknown one gives `other`
 * @returns {SVGElement}
 */
export function icon(name) {
  const svg = document.createElementNS(SVG, 'svg');
  svg.setAttribute('viewBox', '0 0 24 24');
  svg.setAttribute('class', 'icon');
  svg.setAttribute('aria-hidden', 'true');
  svg.setAttribute('focusable', 'false');
  for (const data of Object.hasOwn(PATHS, name) ? PATHS[name] : PATHS.other) {
    const path = document.createElementNS(SVG, 'path');
    path.setAttribute('d', data);
    svg.append(path);
  }
  return svg;
}
