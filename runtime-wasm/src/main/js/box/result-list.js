import {arrange, icon, make} from './dom.js';

/**
 * One thing that can be chosen. `hit` is a hit of the engine; `query` a search to run again; `more` asks for further results.
 *
 * @typedef {{
 *   title: string, href: string, crumbs: (string|undefined), excerpt: (!Array<{text: string, match: boolean}>|undefined),
 *   hit: (?Object|undefined), query: (string|undefined), more: (boolean|undefined)
 * }} Option
 *
 * @typedef {{title: string}} Heading
 *
 * @typedef {{heading: (string|undefined), label: string, lang: (string|undefined), options: !Array<!Option>}} Group
 *     heading is seen, label is heard; lang is that of the page that is open unless given
 */

/** With more options than these the dialog has its full height, which they fill. */
const FEW = 5;
/** While somebody types, so many pixels of the window are worth one of them. */
const HEIGHT = 140;

/** The listbox below the input. The focus stays in the input; the active option is told by `aria-activedescendant`. */
export class ResultList {
  /**
   * @param {string} label
   * @param {function(string)} onactive called with the id of the active option, empty without one
   * @param {!Object<string, function(!Event)>} listeners to the list's events, by type
   */
  constructor(label, onactive, listeners) {
    this.element = make('div', 'results', {
      'id': 'list',
      'role': 'listbox',
      'aria-label': label,
      'tabindex': '-1', // or browsers make what scrolls a stop of the Tab key
      ...listeners,
    });
    this.onactive = onactive;
    /** @type {!Array<!Element>} the links, each with its `option` */
    this.items = [];
    this.active = null;
    /** What is wanted, be all of it shown or not. */
    this.waiting = [];
  }

  /**
   * Elements that say the same already stay as they are, and where they are if they can: most do from one letter to the next,
   * and the browser need not lay them out again.
   *
   * @param {!Array<!Heading|!Group>} pieces
   * @param {boolean=} whole whether all are wanted at once, or those that fill the dialog
   */
  show(pieces, whole = true) {
    let room = whole ? Infinity : Math.min(innerHeight / HEIGHT, FEW);
    this.waiting = pieces;
    this.items = [];
    this.fill(this.element, pieces.flatMap(piece => room < 1 ? []
        : piece.options ? {...piece, options: piece.options.filter(() => --room >= 0)} : piece));
    this.element.parentNode.classList.toggle('full', pieces.flatMap(({options}) => options ?? []).length > FEW);
    this.activate(this.items.find(item => item === this.active));
  }

  /** Shows pieces in the list, or in a group of it. */
  fill(parent, pieces) {
    const signs = pieces.map(({label, href, title, crumbs, excerpt}) => JSON.stringify([label, href, title, crumbs, excerpt]));
    arrange(parent, signs, index => makePart(pieces[index], parent === this.element)).forEach((part, index) => {
      const {heading, options, href} = pieces[index];
      if (options) this.fill(part, heading ? [{title: heading}, ...options] : options);
      if (!href) return;
      part.id = 'option-' + (this.items.push(part) - 1);
      part.option = pieces[index];
    });
  }

  /** Shows what still waits. */
  complete() {
    this.show(this.waiting);
  }

  /** Moves the active option by one, through none at either end. */
  move(step) {
    this.complete();
    const places = this.items.length + 1;
    this.reveal((this.items.indexOf(this.active) + 1 + step + places) % places - 1);
  }

  /** Makes an option the active one and brings it into sight. */
  reveal(index) {
    this.activate(this.items[index]);
    if (index < 1) this.element.scrollTop = 0;
    else this.active.scrollIntoView({block: 'nearest'});
  }

  /** @param {?Element=} item */
  activate(item) {
    this.active?.setAttribute('aria-selected', 'false');
    this.active = item;
    item?.setAttribute('aria-selected', 'true');
    this.onactive(item?.id ?? '');
  }
}

/** @param {!Heading|!Group|!Option} piece */
function makePart({label, lang, title, href, crumbs, excerpt, query, more}, isSection) {
  if (label) return make('div', 'group', {'role': 'group', 'aria-label': label, 'lang': lang ?? document.documentElement.lang});
  if (!href) return make('div', isSection ? 'section' : 'page', {'aria-hidden': 'true'}, title);
  return make('a', 'option' + (query ? ' recent' : more ? ' more' : ''), {
    'role': 'option',
    'href': href,
    'tabindex': '-1',
    'aria-selected': 'false',
  }, query && icon('recent'), make('span', 'title', {}, title), crumbs && make('span', 'crumbs', {}, crumbs),
  excerpt && make('span', 'excerpt', {}, ...excerpt.map(({text, match, code}) =>
    match ? make('mark', 'mark', {}, text) : code ? make('code', '', {}, text) : text)),
  query && make('span', 'remove', {'aria-hidden': 'true'}, icon('close')));
}
