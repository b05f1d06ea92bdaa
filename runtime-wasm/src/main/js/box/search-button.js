import {dressedRoot, icon, make} from './dom.js';
import {shortcutLabel} from './shortcuts.js';
import {applyTheme} from './theme.js';

/** `<docent-search>`: the button that readers press. The dialog lives elsewhere, so that no hidden side bar can hide it. */
export class SearchButton extends HTMLElement {
  constructor(box) {
    super();
    this.box = box;
    const {strings, shortcuts} = box.options;
    const touch = matchMedia('(hover: none)').matches;
    const hint = touch || !shortcuts.length ? ''
        : make('kbd', 'shortcut', {'aria-hidden': 'true'}, shortcutLabel(shortcuts[0], false));
    const wake = () => box.wake();
    const button = make('button', 'button', {
      'aria-haspopup': 'dialog',
      'aria-keyshortcuts': shortcuts.map(shortcut => shortcutLabel(shortcut, true)).join(' ') || null,
      'click': () => box.open(),
      'pointerenter': wake,
      'focus': wake,
      'touchstart': wake,
    }, icon('search'), make('span', 'label', {}, strings['search']), hint);
    dressedRoot(this).append(button);
  }

  connectedCallback() {
    const dress = () => applyTheme(this, this.box.options.theme);
    dress();
    this.watcher = new MutationObserver(dress);
    for (const element of [document.documentElement, document.body]) {
      this.watcher.observe(element, {attributes: true});
    }
  }

  disconnectedCallback() {
    this.watcher.disconnect();
  }
}
