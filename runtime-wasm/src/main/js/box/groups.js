/**
 * Orders hits for the eye: those that match words and those related by meaning apart, the better half first, and in each half by
 * page, pages in the order of their best hit.
 *
 * @param {!Array<!Object>} hits best first
 * @param {!URL} root
 * @param {!Object<string, string>} strings
 * @return {!Array<!Section>}
 */
export function groupHits(hits, root, strings) {
  /** @type {!Map<string, !Map<string, !Array>>} */
  const halves = new Map();
  for (const hit of hits) {
    const half = hit.via === 'meaning' ? 'meaning' : 'words';
    const page = hit.url.split('#')[0];
    if (!halves.has(half)) halves.set(half, new Map());
    const pages = halves.get(half);
    if (!pages.has(page)) pages.set(page, []);
    pages.get(page).push(hit);
  }
  const headed = halves.has('meaning');
  return [...halves].map(([half, pages]) => ({
    heading: headed ? strings[half] : '',
    groups: [...pages.values()].map(group => {
      const {pageTitle, filters, older} = group[0];
      // of a site of several versions: which one this is, and which older ones have the page too
      const version = older ? ` · ${filters['version']} (${older.join(', ')})` : '';
      const alone = group.length === 1 && group[0].title === pageTitle;
      return {
        heading: alone && !version ? '' : `${pageTitle}${version}`,
        label: half === 'meaning' ? `${pageTitle}, ${strings['meaning']}` : pageTitle,
        options: group.map(hit => toOption(hit, root)),
      };
    }),
  }));
}

function toOption(hit, root) {
  const crumbs = hit.breadcrumbs.slice();
  if (crumbs.at(-1) === hit.title) crumbs.pop();
  if (crumbs[0] === hit.pageTitle) crumbs.shift();
  return {
    hit,
    title: hit.title || hit.pageTitle,
    href: new URL(hit.url, root).href,
    crumbs: crumbs.join(' › '),
    excerpt: hit.excerpt,
  };
}
