const MAX_SECTIONS = 8;

/** What the list holds while the field is empty: recent searches, then the pages that the site suggests, or else this page's sections. */
export function startPieces(box) {
  const {strings, suggestions, root} = box.options;
  const pieces = [];
  const add = (label, options) => {
    if (options.length) pieces.push({title: label}, {label, options});
  };
  add(strings['recent'], box.recents.list().map(query => ({title: query, href: box.address.with(query).href, query})));
  if (suggestions) {
    add(strings['suggested'], suggestions.map(({title, url}) => ({title, href: new URL(url, root).href})));
  } else {
    add(strings['onThisPage'], sectionsOfThisPage());
  }
  return pieces;
}

/** Headings of the second level that a link can lead to. */
function sectionsOfThisPage() {
  const options = [];
  for (const heading of document.querySelectorAll('h2')) {
    const anchor = anchorOf(heading);
    const title = heading.textContent.replace(/[¶#\s]+$/, '').trim();
    if (anchor && title && heading.getClientRects().length && !heading.closest('nav, header, footer, aside')) {
      options.push({title, href: new URL('#' + encodeURIComponent(anchor), location.href.split('#')[0]).href});
    }
  }
  return options.slice(0, MAX_SECTIONS);
}

/** An id on the heading, within it, or on a link or section that it opens: generators differ. */
function anchorOf(heading) {
  const within = heading.querySelector('[id], a[name]');
  const before = heading.previousElementSibling;
  const {parentElement} = heading;
  if (heading.id || within) return heading.id || within.id || within.name;
  if (before) return before.matches('a[id]') ? before.id : '';
  return parentElement.matches('section, div') ? parentElement.id : '';
}
