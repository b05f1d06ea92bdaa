/** Docent's public API; what each function takes and gives is written in docent.d.ts. */
import {DocentError, checkAborted} from './docent-error.js';
import {takeFromDisk} from './remote-file.js';
import {Session} from './session.js';
import {WorkerSession, inWorker, serve} from './worker.js';

const MAX_LIMIT = 1000;

/** An opened search. */
class Search {
  /** @param {!Session|!WorkerSession} session */
  constructor(session) {
    this.session = session;
    this.closed = false;
    this.upgradeCallbacks = new Set();
    session.onUpgrade = () => this.upgradeCallbacks.forEach(callback => callback());
  }

  async query(text, {limit = 10, mode = 'hybrid', filters = {}, signal} = {}) {
    this.checkOpen();
    checkAborted(signal);
    if (!(Number.isInteger(limit) && limit >= 1 && limit <= MAX_LIMIT)) {
      throw new RangeError(`limit is ${limit}: use 1 to ${MAX_LIMIT}.`);
    }
    if (!['hybrid', 'keyword', 'semantic'].includes(mode)) {
      throw new RangeError(`mode is "${mode}": use "hybrid", "keyword" or "semantic".`);
    }
    const lists = {};
    for (const [name, values] of Object.entries(filters)) lists[name] = [values].flat().map(String);
    const answer = await this.session.query(String(text), {limit, mode, filters: lists}, signal);
    checkAborted(signal);
    return answer;
  }

  async warm(what = 'semantic') {
    this.checkOpen();
    if (what !== 'semantic') throw new RangeError(`"${what}" cannot be warmed: use "semantic".`);
    await this.session.warm();
  }

  async embed(text) {
    this.checkOpen();
    return this.session.embed(String(text));
  }

  /**
   * @param {!Float32Array} vector
   * @param {{k: (number|undefined), ef: (number|undefined)}=} options
   */
  async nearest(vector, {k = 10, ef = 0} = {}) {
    this.checkOpen();
    return this.session.nearest(Float32Array.from(vector), k, ef);
  }

  onUpgrade(callback) {
    this.upgradeCallbacks.add(callback);
    return () => this.upgradeCallbacks.delete(callback);
  }

  stats() {
    return this.session.stats();
  }

  close() {
    this.closed = true;
    this.upgradeCallbacks.clear();
    this.session.close();
  }

  /** @private */
  checkOpen() {
    if (this.closed) throw new DocentError('aborted', 'This search was closed: open another with openSearch().');
  }
}

/**
 * @param {{base: (string|!URL), worker: (boolean|undefined), onProgress: (undefined|function(number, number))}} options
 */
async function openSearch({base, worker = true, onProgress = () => {}}) {
  const folder = new URL(base, typeof location === 'object' ? location.href : undefined);
  if (!folder.pathname.endsWith('/')) folder.pathname += '/';
  if (worker && folder.protocol !== 'file:' && typeof Worker === 'function' && typeof document === 'object') {
    const session = await WorkerSession.start();
    if (session) {
      session.onProgress = onProgress;
      await session.open(folder.href);
      return new Search(session);
    }
  }
  return new Search(await Session.open(folder.href, onProgress));
}

if (inWorker()) serve();

export {DocentError, openSearch, takeFromDisk};
