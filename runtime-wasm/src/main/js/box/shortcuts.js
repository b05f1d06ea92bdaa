import {focused} from './dom.js';

const APPLE = /Mac|iP(hone|ad|od)/.test(navigator.platform);

/** How a shortcut is written on this machine ("⌘K", "Ctrl K"), or as `aria-keyshortcuts` wants it. */
export function shortcutLabel(shortcut, forAria) {
  const keys = shortcut.split('+').map(key => {
    if (key === 'mod') return forAria ? (APPLE ? 'Meta' : 'Control') : APPLE ? '⌘' : 'Ctrl';
    return key[0].toUpperCase() + key.slice(1);
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
      const dialogs = [...document.querySelectorAll(':modal, [aria-modal=true]')];
      // some pages keep theirs hidden, some have theirs in a shadow root
      const isSeen = dialog => dialog.getClientRects().length && getComputedStyle(dialog).visibility === 'visible';
      if (focused()?.closest(':modal') || dialogs.some(isSeen)) return;
      if (plain && (isEditable(event.composedPath()[0]) || isEditable(focused()) || hasOwnSlash())) return;
      box.open();
    }
    event.preventDefault();
  };
  document.addEventListener('keydown', box.shortcut);
}

function matches(shortcut, event) {
  const keys = shortcut.replace('mod', APPLE ? 'meta' : 'ctrl').split('+');
  const key = keys.pop();
  // signs are where the layout has them, with Shift or without
  const isSign = key.length === 1 && key.toUpperCase() === key;
  // where the layout has another alphabet, the place of the key counts
  const typed = (event.key > '~' ? event.code.at(-1) : event.key)?.toLowerCase();
  return typed === key && ['ctrl', 'meta', 'alt', 'shift'].every(
      name => event[name + 'Key'] === keys.includes(name) || name === 'shift' && isSign);
}

function isEditable(target) {
  // with a role: textbox, searchbox, combobox
  return target?.isContentEditable || target?.matches?.('input, textarea, select, [role$=box]');
}

/** Javadoc's own search field answers to the slash. */
function hasOwnSlash() {
  return !!document.querySelector('#search-input');
}
