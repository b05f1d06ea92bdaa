import {arrange, make} from './dom.js';

/** A row of pressable values for every filter that the answer knows and that has a choice. */
export class FilterBar {
  constructor(label, onchange) {
    this.element = make('div', 'filters', {'role': 'group', 'aria-label': label});
    this.onchange = onchange;
    this.clear();
  }

  clear() {
    /** @type {!Object<string, !Array<string>>} chosen values by filter, which may be called as what all objects have */
    this.chosen = {__proto__: null};
    this.show({});
  }

  /** @param {!Object<string, !Object<string, number>>} facets how many matches each value of each filter has */
  show(facets) {
    const values = Object.entries(facets).flatMap(([name, counts]) => {
      const chosen = this.chosen[name] ?? [];
      const values = [...new Set([...Object.keys(counts), ...chosen])];
      return values.length > 1 || chosen.length ? values.map(value => [name, value, counts[value] ?? 0]) : [];
    });
    arrange(this.element, values.map(([name, value]) => name + ':' + value), index => {
      const [name, value] = values[index];
      return make('button', 'filter', {'click': () => this.toggle(name, value)}, value, make('span', 'count', {}));
    }).forEach((button, index) => {
      const [name, value, count] = values[index];
      button.setAttribute('aria-pressed', !!this.chosen[name]?.includes(value));
      button.lastChild.textContent = count;
    });
  }

  toggle(name, value) {
    const chosen = new Set(this.chosen[name]);
    if (!chosen.delete(value)) chosen.add(value);
    this.chosen[name] = [...chosen];
    this.onchange();
  }
}
