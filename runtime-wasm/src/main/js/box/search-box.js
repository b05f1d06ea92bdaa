import {Address} from './address.js';
import {Engine} from './engine.js';
import {Recents} from './recents.js';
import {SearchDialog} from './search-dialog.js';

/** What the parts of the box share: the options, the engine, and the one dialog of the page. */
export class SearchBox {
  /** @param {!Options} options */
  constructor(options) {
    this.options = options;
    this.engine = new Engine(options);
    this.recents = new Recents(options);
    this.address = new Address(options);
    this.dialog = null;
  }

  get isOpen() {
    return this.dialog?.isOpen;
  }

  /** Begins to load the engine; called when a reader reaches for the button. */
  wake() {
    this.engine.open().catch(() => {}); // the dialog asks again, and tells
  }

  open(text = '') {
    if (!this.dialog) {
      this.dialog = new SearchDialog(this);
      document.body.append(this.dialog);
    }
    this.dialog.open(text);
  }

  close() {
    this.dialog.close();
  }

  openFromAddress() {
    const text = this.address.read();
    if (text) this.open(text);
  }
}
