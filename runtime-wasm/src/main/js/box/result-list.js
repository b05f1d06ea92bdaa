import {icon, make} from './dom.js';

/**
 * One thing that can be chosen. `hit` is a hit of the engine; `query` a search to run again.
 *
 * @typedef {{
 *   title: string, href: string, crumbs: (string|undefined), excerpt: (!Array<{text: string, match: boolean}>|undefined),
 *   hit: (?Object|undefined), query: (string|undefined), all: (boolean|undefined)
 * }} Option
 *
 * @typedef {{heading: (string|undefined), label: string, options: !Array<!Option>}} Group
 *     heading is seen, label is heard
 * @typedef {{heading: string, groups: !Array<!Group>}} Section
 */

/** As many results as fill the dialog: the others wait until typing pauses, or the reader moves. */
const FIRST = 6;

/** The listbox below the input. The focus stays in the input; the active option is told by `aria-activedescendant`. */
export class ResultList {
  constructor(label, onactive) {
    this.element = make('div', 'results', {'id': 'list', 'role': 'listbox', 'aria-label': label});
    this.onactive = onactive;
    /** @type {!Array<!Element>} the links, each with its `option` */
    this.items = [];
    this.active = null;
    /** What is to be shown once `complete` is called; null if all of it is. */
    this.waiting = null;
    /** @type {!Object<string, !Element>} headings and groups by what they say, in their order */
    this.parts = {};
  }

  /**
   * What the list says already stays as it is, where it is if it can: of most answers to one more letter that is half, and the
   * browser need not lay it out again.
   *
   * @param {!Array<!Section>} sections
   * @param {boolean=} whole whether all of them are wanted at once
   */
  show(sections, whole = true) {
    const {children} = this.element;
    const wasActive = this.active?.option.href;
    const options = [];
    const parts = {};
    this.activate(null);
    this.waiting = whole ? null : sections;
    for (const piece of sections.flatMap(({heading, groups}) => [heading, ...groups])) {
      if (!piece || options.length >= FIRST && !whole) continue;
      const key = JSON.stringify(piece, (name, value) => name === 'hit' ? 0 : value);
      parts[key] = this.parts[key] ?? makePart(piece);
      options.push(...piece.options ?? []);
    }
    this.parts = parts;
    const wanted = Object.values(parts);
    for (const child of [...children]) if (!wanted.includes(child)) child.remove();
    wanted.forEach((part, index) => {
      if (children[index + 1] === part) children[index].remove(); // it comes further down
      if (children[index] !== part) this.element.insertBefore(part, children[index]);
    });
    this.items = [...this.element.querySelectorAll('a')];
    this.items.forEach((item, index) => {
      item.id = 'option-' + index;
      item.option = options[index];
    });
    this.activate(this.items.find(({option}) => option.href === wasActive));
  }

  /** Shows what still waits. */
  complete() {
    if (this.waiting) this.show(this.waiting);
  }

  /** Moves the active option by one, through none at either end. */
  move(step) {
    this.complete();
    const places = this.items.length + 1;
    this.activate(this.items[(this.items.indexOf(this.active) + 1 + step + places) % places - 1]);
    if (this.items.indexOf(this.active) < 1) this.element.scrollTop = 0;
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

/** @param {string|!Group} piece the heading of a section, or a group */
function makePart(piece) {
  return piece.options
      ? make('div', 'group', {'role': 'group', 'aria-label': piece.label},
          piece.heading ? make('div', 'page', {'aria-hidden': 'true'}, icon('page'), make('span', '', {}, piece.heading)) : '',
          ...piece.options.map(makeOption))
      : make('div', 'section', {'aria-hidden': 'true'}, piece);
}

function makeOption(option) {
  const body = make('span', 'body', {}, make('span', 'title', {}, option.title));
  if (option.crumbs) body.append(make('span', 'crumbs', {}, option.crumbs));
  if (option.excerpt?.length) {
    body.append(make('span', 'excerpt', {}, ...option.excerpt.map(
        piece => piece.match ? make('mark', 'mark', {}, piece.text) : piece.code ? make('code', '', {}, piece.text) : piece.text)));
  }
  return make('a', 'option' + (option.all ? ' all' : ''), {
    'role': 'option',
    'href': option.href,
    'tabindex': '-1',
    'aria-selected': 'false',
  }, option.query ? icon('recent') : '', body, option.query ? make('span', 'remove', {'aria-hidden': 'true'}, icon('close')) : '');
}
