/**
 * Docent's search box: the one script that pages include. Everything else is fetched when a reader reaches for it.
 *
 *   <script src="search/docent-search.js" defer></script>
 *
 * Options are attributes of this script tag; all but `base` may also stand on a <docent-search> element:
 *
 *   data-docent-base         folder of the search files; default: the folder of this script
 *   data-docent-root         the site's root, to which hits are relative, as seen from the base; default ".."
 *   data-docent-placement    "auto" (where the page's generator keeps its own search form, else floating), "floating",
 *                            "none", or a CSS selector of the element that takes the button
 *   data-docent-shortcuts    keys that open the box, separated by spaces; default "mod+k /"; "none" switches them off.
 *                            "mod" is Command on Apple's machines and Control elsewhere
 *   data-docent-locale       language of the box: en, de, fr, es, ja, zh; default: the page's own
 *   data-docent-strings      JSON object that replaces single strings (names: strings/en.properties)
 *   data-docent-theme        "auto" (follows the page's background), "light" or "dark"
 *   data-docent-limit        hits shown at first, 1 to 50; default 12
 *   data-docent-suggestions  JSON array of {"title", "url"} shown while the field is empty; url relative to the root;
 *                            default: the sections of the present page
 *   data-docent-recents      "off" keeps no recent searches (they never leave the browser either way)
 *   data-docent-parameter    name of the query parameter that mirrors the search; default "q"; "off" leaves the address alone
 *   data-docent-highlight    "off" leaves the words unmarked on the page that a hit leads to
 *
 * A <docent-search> element written into the page is the button's place, and its content is what readers see without
 * JavaScript. The box fires "docent-open", "docent-close" and "docent-select" (cancelable; detail: {hit, query, href}).
 */
import {readOptions} from './options.js';
import {SearchBox} from './search-box.js';
import {SearchButton} from './search-button.js';
import {SearchDialog} from './search-dialog.js';
import {placeButton} from './placement.js';
import {listenForShortcuts} from './shortcuts.js';
import {highlightArrival} from './highlight.js';

const script = /** @type {!HTMLScriptElement} */ (document.currentScript);

/** Starts the box once, however often the script is included. */
function start() {
  const options = readOptions(script, document.querySelector('docent-search'));
  const box = new SearchBox(options);
  customElements.define('docent-search-dialog', SearchDialog);
  customElements.define('docent-search', class extends SearchButton {
    constructor() {
      super(box);
    }
  });
  placeButton(box);
  listenForShortcuts(box);
  if (options.highlight) highlightArrival(options);
  box.openFromAddress();
}

if (!customElements.get('docent-search')) {
  if (document.readyState === 'loading') document.addEventListener('DOMContentLoaded', start);
  else start();
}
