import {STYLES} from './styles.js';

/**
 * Makes an element. Strings among the children become text nodes: text from pages never meets a parser.
 *
 * @param {string} tag
 * @param {string} part its name as a part and its class
 * @param {!Object<string, *>} attributes those that are null are left out; functions become listeners
 * @param {...(Node|string)} children
 */
export function make(tag, part, attributes, ...children) {
  const element = document.createElement(tag);
  if (part) element.className = element.part = part;
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === 'function') element.addEventListener(name, value);
    else if (value != null) element.setAttribute(name, value);
  }
  element.append(...children);
  return element;
}

const ICONS = {
  'search': 'M10.5 4a6.5 6.5 0 1 0 0 13a6.5 6.5 0 0 0 0-13M15.3 15.3 20 20',
  'close': 'M6 6l12 12M18 6 6 18',
  'page': 'M7 3.5h7l4 4v13H7zM14 3.5v4h4',
  'recent': 'M12 7.5V12l3 2M12 4a8 8 0 1 0 0 16a8 8 0 0 0 0-16',
};

/** A drawing of 24 × 24 in the colour of the text around it. */
export function icon(name) {
  const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  const path = document.createElementNS('http://www.w3.org/2000/svg', 'path');
  svg.setAttribute('viewBox', '0 0 24 24');
  svg.setAttribute('aria-hidden', 'true');
  path.setAttribute('d', ICONS[name]);
  svg.append(path);
  return svg;
}

/** Opens a shadow root that wears our styles, by a sheet that even a strict content security policy lets through. */
export function dressedRoot(host) {
  const root = host.attachShadow({mode: 'open'});
  wear(root, STYLES);
  return root;
}

/** Gives a document or shadow root one more style sheet. */
export function wear(root, css) {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(css);
  root.adoptedStyleSheets.push(sheet);
}

/** The elements from the focused one outwards, through shadow roots. */
export function focused() {
  let element = document.activeElement;
  while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
  return element;
}
