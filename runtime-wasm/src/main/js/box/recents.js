const MAX_RECENTS = 5;

/** The reader's last searches on this site, in the browser's own storage and nowhere else. */
export class Recents {
  /** @param {!Options} options */
  constructor(options) {
    this.key = options.recents ? 'docent-recents ' + options.root.pathname : '';
  }

  /** @return {!Array<string>} newest first */
  list() {
    try {
      return [...JSON.parse(this.key && localStorage.getItem(this.key))];
    } catch {
      return []; // no storage here, or not ours: then there is nothing to remember
    }
  }

  add(text) {
    if (text) this.store([text, ...this.list().filter(other => other !== text)].slice(0, MAX_RECENTS));
  }

  remove(text) {
    this.store(this.list().filter(other => other !== text));
  }

  clear() {
    this.store([]);
  }

  store(list) {
    try {
      if (!this.key) return;
      if (list.length) localStorage.setItem(this.key, JSON.stringify(list));
      else localStorage.removeItem(this.key);
    } catch {
      // storage is full or forbidden: recent searches are a convenience, not a promise
    }
  }
}
