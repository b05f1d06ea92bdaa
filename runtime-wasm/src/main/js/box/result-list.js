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

/** The listbox below the input. The focus stays in the input; the active option is told by `aria-activedescendant`. */
export class ResultList {
  constructor(label, onactive) {
    this.element = make('div', 'results', {'id': 'list', 'role': 'listbox', 'aria-label': label, 'hidden': true});
    this.onactive = onactive;
    /** @type {!Array<{element: !Element, option: !Option}>} */
    this.items = [];
    this.activeIndex = -1;
  }

  /** @param {!Array<!Section>} sections */
  show(sections) {
    const wasActive = this.active?.option.href;
    this.items = [];
    const parts = [];
    for (const section of sections) {
      if (section.heading) {
        parts.push(make('div', 'section', {'aria-hidden': 'true'}, section.heading));
      }
      for (const group of section.groups) {
        parts.push(make('div', 'group', {'role': 'group', 'aria-label': group.label},
            group.heading ? make('div', 'page', {'aria-hidden': 'true'},
                icon('page'), make('span', '', {}, group.heading)) : null,
            ...group.options.map(option => this.makeOption(option))));
      }
    }
    this.element.replaceChildren(...parts);
    this.element.hidden = !this.items.length;
    this.activate(wasActive ? this.items.findIndex(item => item.option.href === wasActive) : -1);
  }

  makeOption(option) {
    const body = make('span', 'body', {}, make('span', 'title', {}, option.title));
    if (option.crumbs) body.append(make('span', 'crumbs', {}, option.crumbs));
    if (option.excerpt?.length) {
      body.append(make('span', 'excerpt', {}, ...option.excerpt.map(
          piece => piece.match ? make('mark', 'mark', {}, piece.text) : piece.code ? make('code', '', {}, piece.text) : piece.text)));
    }
    const element = make('a', 'option' + (option.all ? ' all' : ''), {
      'role': 'option',
      'id': 'option-' + this.items.length,
      'href': option.href,
      'tabindex': '-1',
      'aria-selected': 'false',
    }, option.query ? icon('recent') : null, body, option.query ? make('span', 'remove', {'aria-hidden': 'true'}, icon('close')) : null);
    this.items.push({element, option});
    return element;
  }

  get active() {
    return this.items[this.activeIndex];
  }

  /** The item that an event of the pointer belongs to. */
  itemOf(event) {
    const element = event.target.closest('.option');
    return this.items.find(item => item.element === element);
  }

  /** Moves the active option by one, through none at either end. */
  move(step) {
    const places = this.items.length + 1;
    this.activate((this.activeIndex + 1 + step + places) % places - 1);
    if (this.activeIndex < 1) this.element.scrollTop = 0;
    else this.active.element.scrollIntoView({block: 'nearest'});
  }

  activate(index) {
    this.active?.element.setAttribute('aria-selected', 'false');
    this.activeIndex = index;
    this.active?.element.setAttribute('aria-selected', 'true');
    this.onactive(this.active?.element.id);
  }
}
