/** The engine as JavaScript: loaded only where it cannot run as WebAssembly. */
import {DocentError} from './docent-error.js';
import {Engine, knowsWasmGc} from './engine.js';
import {RemoteFile} from './remote-file.js';

/**
 * @param {!RemoteFile} file docent-engine.js
 * @return {!Promise<!Engine>}
 */
export async function loadScriptEngine(file) {
  if (file.isScriptOnly()) {
    await file.runFromDisk().catch(refuse);
    return Engine.ofScript(globalThis['docentFromDisk']['createEngine']);
  }
  return Engine.ofScript((await importFile(file))['createEngine']);
}

/** @return {!Promise<!Object>} */
async function importFile(file) {
  try {
    const module = await importModule(file.url.href);
    file.countWhole();
    return module;
  } catch (error) {
    // Browsers do not tell why. Fetched, the same file either tells, or is there and worth a second try.
    await file.readWhole();
    file.url.searchParams.set('again', '1');
    return importModule(file.url.href).catch(refuse);
  }
}

/** @param {*} cause */
function refuse(cause) {
  throw knowsWasmGc()
      ? new DocentError('csp-blocked', 'The page\'s Content-Security-Policy forbids both forms of the search engine: '
          + 'allow one with script-src \'self\' \'wasm-unsafe-eval\'.', cause)
      : new DocentError('engine-unsupported', 'This browser cannot run the search engine: it lacks WebAssembly GC, and '
          + 'docent-engine.js did not load. A newer browser can.', cause);
}
