/**
 * Names that belong to others and must stay as they are when ours are shortened: those of the public API (docent.d.ts), of what
 * the publisher writes into the bundle, of WebAssembly modules, and of browsers newer than the compiler.
 *
 * @externs
 */

/** @type {!Object} */
var docentExports;

/** @type {*} */
var publishedFiles;

/** @type {string} */
var moduleUrl;

/** @param {string} url @return {!Promise<!Object>} */
function importModule(url) {}

var names = {
  // the API
  openSearch: 0, DocentError: 0, takeFromDisk: 0, code: 0, base: 0, worker: 0, onProgress: 0,
  query: 0, warm: 0, embed: 0, nearest: 0, onUpgrade: 0, stats: 0, close: 0,
  limit: 0, mode: 0, filters: 0, signal: 0, k: 0, ef: 0,
  total: 0, tookMs: 0, semantic: 0, hits: 0, facets: 0, score: 0, id: 0, bytesFetched: 0, requests: 0, engine: 0,
  // the published files
  v: 0, size: 0, start: 0,
  // imports of the engine and its kernels
  env: 0, memory: 0, kernels: 0, docent: 0, reserve: 0, character: 0, normalize: 0, teavmMath: 0,
  teavmMemory: 0, heapOffset: 0, maxSize: 0,
  // browsers
  saveData: 0, type: 0, effectiveType: 0
};
