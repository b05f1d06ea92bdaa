/** Keeps `?q=` and the search in step. */
export class Address {
  /** @param {!Options} options */
  constructor(options) {
    this.parameter = options.parameter;
    this.pushed = false;
  }

  /** The query that this page was opened with; a generator's own search page keeps its own `?q=`. */
  read() {
    if (!this.parameter || /\/search(\.\w+)?$/.test(location.pathname)) return '';
    return new URLSearchParams(location.search).get(this.parameter) ?? '';
  }

  /** This page's address with another query. */
  with(text) {
    const url = new URL(location.href);
    if (!this.parameter) return url;
    if (text) url.searchParams.set(this.parameter, text);
    else url.searchParams.delete(this.parameter);
    return url;
  }

  /** Takes an entry of the history for the open box, so that a phone's Back button closes it. */
  push() {
    if (!history.state?.docent) this.change('pushState', location.href, {docent: true});
    this.pushed = history.state?.docent === true;
  }

  write(text) {
    if (this.parameter) this.change('replaceState', this.with(text).href, history.state);
  }

  /** After the box has closed by other means than Back. */
  leave() {
    if (this.pushed) history.back();
    else this.write('');
    this.pushed = false;
  }

  change(method, href, state) {
    try {
      if (method === 'pushState' || href !== location.href) history[method](state, '', href);
    } catch {
      // pages on disk, or too many changes in a row: the address is a convenience
    }
  }
}
