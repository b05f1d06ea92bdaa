/**
 * Where each generator's pages would keep a search form. The button becomes the element's first or last child, or stands
 * before it.
 */
const PLACES = [
  ['#leftColumn form#search-form, #topbar form.navbar-search', 'before'], // Fluido with a search form of its own
  ['#leftColumn .well.sidebar-nav', 'prepend'], // Fluido's side bar
  ['#topbar .nav-collapse', 'append'], // Fluido's top bar
  ['body.composite #navcolumn, #leftColumn > #navcolumn', 'prepend'], // the default skins of maven-site-plugin
  ['.md-header__inner', 'append'], // MkDocs Material
  ['.wy-side-nav-search', 'append'], // Sphinx, Read the Docs
  ['.sidebar-search-container', 'after'], // Sphinx, Furo
  ['.sphinxsidebarwrapper', 'prepend'], // Sphinx, the classic themes
  ['#toc.toc2', 'prepend'], // Asciidoctor with its contents at the side
  ['.navbar-end', 'append'], // Antora
];

/** Puts the button on the page, unless the site has written one; where the button cannot be seen, a floating one serves. */
export function placeButton(box) {
  const {placement} = box.options;
  if (placement === 'none') return;
  let buttons = [...document.querySelectorAll('docent-search')];
  if (!buttons.length && placement !== 'floating') {
    const button = document.createElement('docent-search');
    if (putInPlace(button, placement)) buttons = [button];
  }
  const floating = document.createElement('docent-search');
  floating.setAttribute('floating', '');
  const look = () => {
    const seen = buttons.some(button => {
      const {left, right} = button.getBoundingClientRect();
      return right > Math.max(left, 0) && left < innerWidth;
    });
    if (seen) floating.remove();
    else if (!floating.isConnected) document.body.append(floating);
  };
  look();
  addEventListener('resize', look);
  addEventListener('load', look);
}

function putInPlace(button, placement) {
  if (placement !== 'auto') {
    try {
      document.querySelector(placement).append(button);
      return true;
    } catch {
      // no selector, or nothing is there: the button floats
      return console.error(`Docent: nothing matches data-docent-placement="${placement}"`);
    }
  }
  for (const [selector, method] of PLACES) {
    for (const place of document.querySelectorAll(selector)) {
      if (!place.getClientRects().length) continue;
      place[method](button);
      button.setAttribute('placed', '');
      return true;
    }
  }
  return false;
}
