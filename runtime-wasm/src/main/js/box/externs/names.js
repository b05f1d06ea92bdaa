/**
 * Names that belong to others and must stay as they are when ours are shortened: those of the engine's answers, of what other
 * scripts and later builds of this one read, and of browsers newer than the compiler.
 *
 * @externs
 */

/** @param {string} url @return {!Promise<*>} */
function importModule(url) {}

var names = {
  // the engine: docent.d.ts
  openSearch: 0, base: 0, onProgress: 0, onUpgrade: 0, warm: 0, query: 0, limit: 0, filters: 0, signal: 0,
  code: 0, semantic: 0, total: 0, facets: 0, hits: 0, url: 0, pageTitle: 0, title: 0, breadcrumbs: 0, excerpt: 0, text: 0, match: 0, via: 0,
  older: 0,
  // the detail of docent-select, data-docent-suggestions, and what one page leaves for the next
  hit: 0, href: 0, page: 0, words: 0, time: 0, docent: 0,
  // browsers
  highlights: 0, adoptedStyleSheets: 0, replaceSync: 0, saveData: 0, connection: 0, scrollbarGutter: 0, isComposing: 0,
  effectiveDirective: 0, preventScroll: 0, colorScheme: 0, composed: 0, part: 0, showModal: 0, movementX: 0, movementY: 0,
  willReadFrequently: 0, isConnected: 0, shadowRoot: 0, composedPath: 0, at: 0, matchAll: 0, replaceChildren: 0,
  connectedCallback: 0, disconnectedCallback: 0, pointerType: 0, bubbles: 0, cancelable: 0, detail: 0
};
