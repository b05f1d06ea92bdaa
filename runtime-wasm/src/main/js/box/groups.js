/**
 * Orders hits for the eye: those that match words and those related by meaning apart, the better half first, and in each half by
 * page, pages in the order of their best hit.
 *
 * @param {!Array<!Object>} hits best first
 * @param {!URL} root
 * @param {!Object<string, string>} strings
 * @param {boolean} named whether each half is named though there be only one
 * @return {!Array<!Heading|!Group>}
 */
export function groupHits(hits, root, strings, named) {
  /** @type {!Object<string, !Object<string, !Array>>} hits by half and page, both in the order of their first hit */
  const halves = {};
  for (const hit of hits) {
    const half = hit.via === 'meaning' ? 'meaning' : 'words';
    const page = hit.url.split('#')[0];
    const pages = halves[half] = halves[half] ?? {};
    pages[page] = [...pages[page] ?? [], hit];
  }
  return Object.entries(halves).flatMap(([half, pages]) => [
    ...named || halves['meaning'] ? [{title: strings[half]}] : [],
    ...Object.values(pages).map(group => {
      const {pageTitle, filters, older} = group[0];
      // of a site of several versions: which one this is, and which older ones have the page too
      const version = older ? ` · ${filters['version']} (${older.join(', ')})` : '';
      const alone = group.length === 1 && group[0].title === pageTitle;
      return {
        heading: alone && !version ? '' : `${pageTitle}${version}`,
        label: half === 'meaning' ? `${pageTitle}, ${strings['meaning']}` : pageTitle,
        lang: filters['lang'],
        options: group.map(hit => toOption(hit, root)),
      };
    }),
  ]);
}

/** Without `index.html` where this very page shows that the host knows folders: some generators' scripts know no other address. */
function addressOf(url, root) {
  const href = root.href + url;
  return location.pathname.endsWith('/') ? href.replace(/\/index\.html(?=#|$)/, '/') : href;
}

function toOption(hit, root) {
  const crumbs = hit.breadcrumbs.slice();
  if (crumbs.at(-1) === hit.title) crumbs.pop();
  if (crumbs[0] === hit.pageTitle) crumbs.shift();
  return {
    hit,
    title: hit.title || hit.pageTitle,
    href: addressOf(hit.url, root),
    crumbs: crumbs.join(' › '),
    excerpt: hit.excerpt,
  };
}
