import {focused} from './dom.js';

const APPLE = /Mac|iP(hone|ad|od)/.test(navigator.platform);

/** How a shortcut is written on this machine ("⌘K", "Ctrl K"), or as `aria-keyshortcuts` wants it. */
export function shortcutLabel(shortcut, forAria) {
  const keys = shortcut.split('+').map(key => {
    if (key === 'mod') return forAria ? (APPLE ? 'Meta' : 'Control') : APPLE ? '⌘' : 'Ctrl';
    return key.length === 1 ? key.toUpperCase() : key[0].toUpperCase() + key.slice(1);
  });
  return keys.join(forAria ? '+' : APPLE ? '' : ' ');
}

/** Opens the box on the site's shortcuts; those with a modifier also close it: the dialog lets its keys come by here. */
export function listenForShortcuts(box) {
  box.shortcut = event => {
    if (event.defaultPrevented || event.isComposing || event.repeat) return;
    const shortcut = box.options.shortcuts.find(candidate => matches(candidate, event));
    if (!shortcut) return;
    const plain = !/(mod|ctrl|meta|alt)\+/.test(shortcut);
    if (box.isOpen) {
      if (plain) return;
      box.close();
    } else {
      if (document.querySelector(':modal, [role=dialog][aria-modal=true]:not([hidden])')) return;
      if (plain && (isEditable(event.composedPath()[0]) || isEditable(focused()) || hasOwnSlash())) return;
      box.open();
    }
    event.preventDefault();
  };
  document.addEventListener('keydown', box.shortcut);
}

function matches(shortcut, event) {
  const keys = shortcut.split('+');
  const key = keys.pop();
  const wants = name => keys.includes(name);
  return event.key.toLowerCase() === key
      && event.ctrlKey === (wants('ctrl') || (wants('mod') && !APPLE))
      && event.metaKey === (wants('meta') || (wants('mod') && APPLE))
      && event.altKey === wants('alt')
      && (key.length === 1 && key.toUpperCase() === key || event.shiftKey === wants('shift'));
}

function isEditable(target) {
  return target instanceof HTMLElement && (target.isContentEditable
      || target.matches('input, textarea, select, [role=textbox], [role=searchbox], [role=combobox]'));
}

/** Javadoc's own search field answers to the slash. */
function hasOwnSlash() {
  return !!document.querySelector('#search-input');
}
