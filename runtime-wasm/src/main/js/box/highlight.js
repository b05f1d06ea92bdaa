import {dressedRoot, make, wear} from './dom.js';
import {applyTheme} from './theme.js';

const KEY = 'docent-highlight';
const MAX_AGE_IN_MILLIS = 30_000;
const MAX_RANGES = 2000;
/** Letters and digits, near enough: neither ASCII's signs nor typographic ones. */
const LETTERS = /[a-z\d\u00c0-\u1fff\u2c00-\uffff]/gi;
const NAME = 'docent-match';

/** Leaves word for the page behind a link which words to mark there; also for one that opens in another tab. */
export function leaveWords(href, {excerpt}) {
  // as patterns: what is a word by itself in the excerpt is sought as one, and what is part of a name as a part
  const edge = (before, after) => /.\b./.test((before ?? ' ').slice(-1) + (after ?? ' ')[0]) ? '\\b' : '';
  const words = excerpt.map(({text, match}, index) => match && edge(excerpt[index - 1]?.text, text)
      + text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&') + edge(text, excerpt[index + 1]?.text)).filter(word => word);
  const text = excerpt.map(piece => piece.text).join('');
  try {
    localStorage.setItem(KEY, JSON.stringify({page: pageOf(href), words, text, time: Date.now()}));
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
    if (Date.now() - left.time < MAX_AGE_IN_MILLIS) highlight(left, options);
  } catch {
    // no storage, or no marks in this browser: the page is shown without
  }
}

/** An address without query and anchor, the same for `a/`, `a/index.html`, and for `b` and `b.html`: hosts differ. */
export function pageOf(href) {
  return href.split(/[?#]/)[0].replace(/\/index\.html(?=#|$)/, '/').replace(/\.html$/, '');
}

/** What the page's address leads to, where its anchor is an id or, in older pages, a name. */
export function target() {
  const anchor = decodeURIComponent(location.hash.slice(1));
  return document.getElementById(anchor) ?? document.getElementsByName(anchor)[0];
}

/**
 * Marks the words in the page's text, without a change to its elements, until Escape or the button that says so; where none
 * matched, the passage that was near in meaning. The passage is brought into sight if its section is long.
 */
function highlight({words, text}, options) {
  const main = document.querySelector('[data-docent-body], main article, [role=main], main, #bodyColumn, #content') ?? document.body;
  const ranges = words.length ? findWords(words, main) : [];
  const passage = findPassage(text, main);
  if (passage) {
    if (!words.length) ranges.push(passage);
    // once the browser has been to the anchor
    setTimeout(() => {
      if (passage.getBoundingClientRect().bottom < innerHeight) return;
      // for what scrolls within the page; then for paragraphs that are higher than the window
      passage.startContainer.parentElement.scrollIntoView({block: 'center'});
      scrollBy(0, passage.getBoundingClientRect().top - innerHeight / 2);
    });
  }
  if (!ranges.length) return;
  CSS.highlights.set(NAME, new Highlight(...ranges));
  wear(document, `::highlight(${NAME}){background-color:#ffe08a;color:#1a1a1a}`);

  const host = make('docent-search-marks', '', {});
  const end = () => {
    CSS.highlights.delete(NAME);
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

function findWords(words, main) {
  const pattern = new RegExp(words.join('|'), 'gi');
  const ranges = [];
  for (const node of textsFrom(main, main)) {
    if (ranges.length > MAX_RANGES) break;
    for (const {0: word, index} of node.data.matchAll(pattern)) ranges.push(rangeOf(node, index, node, index + word.length));
  }
  return ranges;
}

/** Where an excerpt stands in the text from the anchor on; only letters and digits are compared, as all else may be set otherwise. */
function findPassage(text, main) {
  const lettersOf = string => string.match(LETTERS)?.join('') ?? '';
  const wanted = lettersOf(text);
  const nodes = [];
  let letters = '';
  for (const node of textsFrom(main, target() ?? main)) {
    nodes.push({node, start: letters.length});
    letters += lettersOf(node.data);
  }
  const first = letters.indexOf(wanted);
  if (!wanted || first < 0) return null;
  const place = at => {
    const {node, start} = nodes.findLast(({start}) => start <= at);
    return [node, [...node.data.matchAll(LETTERS)][at - start].index];
  };
  const [last, index] = place(first + wanted.length - 1);
  return rangeOf(...place(first), last, index + 1);
}

/** The text nodes of an element, in order, from another one on. */
function* textsFrom(root, from) {
  const texts = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  for (texts.currentNode = from; texts.nextNode();) {
    if (!texts.currentNode.parentElement.closest('script, style')) yield /** @type {!Text} */ (texts.currentNode);
  }
}

function rangeOf(startNode, start, endNode, end) {
  const range = new Range();
  range.setStart(startNode, start);
  range.setEnd(endNode, end);
  return range;
}
