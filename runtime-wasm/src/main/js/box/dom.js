import {STYLES} from './styles.js';

/**
 * Makes an element. Strings among the children become text nodes: text from pages never meets a parser.
 *
 * @param {string} tag
 * @param {string} part its name as a part and its class
 * @param {!Object<string, *>} attributes those that are null are left out; functions become listeners
 * @param {...(Node|string)} children those that are nothing are left out
 */
export function make(tag, part, attributes, ...children) {
  const element = document.createElement(tag);
  if (part) element.className = element.part = part;
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === 'function') element.addEventListener(name, value);
    else if (value != null) element.setAttribute(name, value);
  }
  element.append(...children.filter(child => child));
  return element;
}

const ICONS = {
  'search': 'M10.5 4a6.5 6.5 0 1 0 0 13a6.5 6.5 0 0 0 0-13M15.3 15.3 20 20',
  'close': 'M6 6l12 12M18 6 6 18',
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

/**
 * Makes an element's children those of the given signs: what it has stays, where it is if it can, and the rest is made.
 *
 * @param {!Element} parent
 * @param {!Array<string>} signs
 * @param {function(number): !Element} makeChild
 * @return {!Array<!Element>} the children
 */
export function arrange(parent, signs, makeChild) {
  const {children} = parent;
  const old = [...children];
  const wanted = signs.map((sign, index) => {
    const at = old.findIndex(child => child.sign === sign);
    const child = at < 0 ? makeChild(index) : old.splice(at, 1)[0];
    child.sign = sign;
    return child;
  });
  old.forEach(child => child.remove());
  wanted.forEach((child, index) => {
    if (children[index] !== child) parent.insertBefore(child, children[index]);
  });
  return wanted;
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
