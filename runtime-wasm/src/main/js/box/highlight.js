import {dressedRoot, make, wear} from './dom.js';
import {applyTheme} from './theme.js';

const KEY = 'docent-highlight';
const MAX_AGE_IN_MILLIS = 30_000;
const MAX_RANGES = 400;
const NAME = 'docent-match';

/** Leaves word for the page behind a link which words to mark there; also for one that opens in another tab. */
export function leaveWords(href, hit) {
  const words = [...new Set(hit.excerpt.filter(piece => piece.match).map(piece => piece.text.toLowerCase()))];
  try {
    if (words.length) localStorage.setItem(KEY, JSON.stringify({page: pageOf(href), words, time: Date.now()}));
    else localStorage.removeItem(KEY);
  } catch {
    // no storage: the page is shown without marks
  }
}

/** Marks what the box on the page before has left for this one. */
export function highlightArrival(options) {
  try {
    const left = JSON.parse(localStorage.getItem(KEY));
    if (left?.page !== pageOf(location.href)) return;
    localStorage.removeItem(KEY);
    if (Date.now() - left.time < MAX_AGE_IN_MILLIS) highlight(left.words, options);
  } catch {
    // no storage: the page is shown without marks
  }
}

/** An address without query and anchor. */
export function pageOf(href) {
  const url = new URL(href, location.href);
  return url.origin + url.pathname;
}

/** Marks the words in the page's text, without a change to its elements, until Escape or the button that says so. */
function highlight(words, options) {
  const registry = globalThis.CSS?.highlights;
  if (!registry) return;
  const ranges = findRanges(words);
  if (!ranges.length) return;
  registry.set(NAME, new Highlight(...ranges));
  wear(document, `::highlight(${NAME}){background-color:#ffe08a;color:#1a1a1a}`);

  const host = make('docent-search-marks', '', {});
  const end = () => {
    registry.delete(NAME);
    host.remove();
    document.removeEventListener('keydown', onkeydown);
  };
  const onkeydown = event => {
    if (event.key === 'Escape' && !event.defaultPrevented && !event.isComposing && !document.querySelector(':modal')) end();
  };
  document.querySelector('docent-search-marks')?.remove();
  dressedRoot(host).append(make('button', 'unmark', {'click': end},
      options.strings['unmark'], make('kbd', '', {'aria-hidden': 'true'}, 'Esc')));
  document.body.append(host);
  applyTheme(host, options.theme);
  document.addEventListener('keydown', onkeydown);
}

function findRanges(words) {
  const escaped = words.map(word => word.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&'))
      .map(word => (/^\w/.test(word) ? '\\b' : '') + word + (/\w$/.test(word) ? '\\b' : ''));
  const pattern = new RegExp(escaped.join('|'), 'gi');
  const main = document.querySelector('[data-docent-body], main article, [role=main], main, #bodyColumn, #content') ?? document.body;
  const texts = document.createTreeWalker(main, NodeFilter.SHOW_TEXT);
  const ranges = [];
  while (texts.nextNode() && ranges.length < MAX_RANGES) {
    const node = /** @type {!Text} */ (texts.currentNode);
    if (node.parentElement.closest('script, style')) continue;
    for (const match of node.data.matchAll(pattern)) {
      const range = new Range();
      range.setStart(node, match.index);
      range.setEnd(node, match.index + match[0].length);
      ranges.push(range);
    }
  }
  return ranges;
}
