// Which view is open and what it searches for, as the address says: views can be bookmarked, and the browser's back button works.

const VIEWS = ['sessions', 'overview', 'blocks', 'audit'];

/**
 * The route of the address; an unknown one is that of the sessions.
 * @returns {{view: string, params: URLSearchParams}}
 */
export function currentRoute() {
  const [, view = '', query = ''] = /^#\/([a-z]+)(?:\?(.*))?$/s.exec(location.hash) ?? [];
  return { view: VIEWS.includes(view) ? view : VIEWS[0], params: new URLSearchParams(query) };
}

/**
 * The address of a view.
 * @param {string} view
 * @param {Record<string, string>} [parameters] empty ones are left out
 */
export function routeTo(view, parameters = {}) {
  const query = new URLSearchParams(Object.entries(parameters).filter(([, value]) => value)).toString();
  return query ? `#/${view}?${query}` : `#/${view}`;
}
