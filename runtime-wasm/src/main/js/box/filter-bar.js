import {make} from './dom.js';

/** A row of pressable values for every filter that the answer knows and that has a choice. */
export class FilterBar {
  constructor(label, onchange) {
    this.element = make('div', 'filters', {'role': 'group', 'aria-label': label});
    this.onchange = onchange;
    /** @type {!Object<string, !Array<string>>} chosen values by filter */
    this.chosen = {};
  }

  clear() {
    this.chosen = {};
    this.show(null);
  }

  /** @param {!Object<string, !Object<string, number>>} facets how many matches each value of each filter has */
  show(facets) {
    const focused = this.element.getRootNode().activeElement?.getAttribute('data-key');
    const buttons = [];
    for (const [name, counts] of Object.entries(facets ?? {})) {
      const values = new Set([...Object.keys(counts), ...this.chosen[name] ?? []]);
      if (values.size < 2 && !this.chosen[name]) continue;
      for (const value of values) {
        const pressed = !!this.chosen[name]?.includes(value);
        buttons.push(make('button', 'filter', {
              'aria-pressed': String(pressed),
          'data-key': `${name}:${value}`,
          'click': () => this.toggle(name, value, !pressed),
        }, value, make('span', 'count', {}, String(counts[value] ?? 0))));
      }
    }
    this.element.replaceChildren(...buttons);
    buttons.find(button => button.getAttribute('data-key') === focused)?.focus();
  }

  toggle(name, value, on) {
    const values = (this.chosen[name] ?? []).filter(other => other !== value);
    if (on) values.push(value);
    if (values.length) this.chosen[name] = values;
    else delete this.chosen[name];
    this.onchange();
  }
}
