/** Docent's public API; what each function takes and gives is written in docent.d.ts. */
import {DocentError, aborted, checkAborted} from './docent-error.js';
import {CURRENT, isCurrent, takeFromDisk} from './remote-file.js';
import {Session} from './session.js';
import {WorkerSession, inWorker, serve} from './worker.js';

const MAX_LIMIT = 1000;

/** Failures that a newer copy of this script may not have. */
const STALE_CODES = ['index-missing', 'index-corrupt', 'index-too-new'];

/** An opened search. */
class Search {
  /**
   * @param {!Session|!WorkerSession} session
   * @param {!Object} options what it was opened with
   */
  constructor(session, options) {
    this.session = session;
    this.options = options;
    this.closed = false;
    /** @type {?Promise} while the session is exchanged for one of the current release */
    this.renewing = null;
    this.upgradeCallbacks = new Set();
    /** What ends the calls that are under way. */
    this.endings = new Set();
    session.onUpgrade = () => this.upgraded();
    // What was fetched in the background was of another release: asking again asks the current one.
    session.onTrouble = error => {
      if (session === this.session) this.renew(error).then(() => this.upgraded(), () => {});
    };
  }

  /** @private */
  upgraded() {
    this.upgradeCallbacks.forEach(callback => callback());
  }

  /**
   * Lets the session do something; a second time in the current release, if the site was published anew meanwhile.
   *
   * @private
   * @param {function(?): !Promise<T>} use
   * @return {!Promise<T>}
   * @template T
   */
  async attempt(use) {
    const {session} = this;
    try {
      return await use(session);
    } catch (error) {
      if (session === this.session) await this.renew(error);
      return use(this.session);
    }
  }

  /**
   * Exchanges the session for one of the current release, once for all who meet the old one's end together.
   *
   * @private
   * @param {*} error why
   * @return {!Promise}
   */
  renew(error) {
    this.renewing ??= openCurrent(error, this.options).then(current => {
      this.session.close();
      current.onUpgrade(() => this.upgraded());
      this.session = sessionOf(current);
      if (this.closed) current.close();
    }).finally(() => {
      this.renewing = null;
    });
    return this.renewing;
  }

  /**
   * Does something as `attempt` does, but fails as soon as its caller loses interest or closes the search.
   *
   * @private
   * @param {function(?, !AbortSignal): !Promise<T>} use
   * @param {?AbortSignal=} signal
   * @return {!Promise<T>}
   * @template T
   */
  run(use, signal) {
    // The caller's own signal may outlive many calls: each listens to it only while it lasts.
    const ending = new AbortController();
    return new Promise((resolve, reject) => {
      const end = () => {
        ending.abort();
        reject(aborted());
      };
      this.endings.add(end);
      signal?.addEventListener('abort', end);
      this.attempt(session => use(session, ending.signal)).then(resolve, reject).finally(() => {
        this.endings.delete(end);
        signal?.removeEventListener('abort', end);
      });
    });
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
    const lists = Object.entries(filters).map(([name, values]) => [name, [values].flat().map(String)]);
    if (mode === 'semantic') this.checkMeaning();
    const options = {limit, mode, filters: Object.fromEntries(lists)};
    return this.run((session, ending) => session.query(String(text), options, ending), signal);
  }

  warm(what = 'semantic') {
    const warming = this.load(what);
    // Who only wants to be early need not care how it ends: the next query tells.
    warming.catch(() => {});
    return warming;
  }

  /** @private */
  async load(what) {
    this.checkOpen();
    if (what !== 'semantic') throw new RangeError(`"${what}" cannot be warmed: use "semantic".`);
    this.checkMeaning();
    await this.run(session => session.warm());
  }

  async embed(text) {
    this.checkOpen();
    this.checkMeaning();
    return this.run(session => session.embed(String(text)));
  }

  /**
   * @param {!Float32Array} vector
   * @param {{k: (number|undefined), ef: (number|undefined)}=} options
   */
  async nearest(vector, {k = 10, ef = 0} = {}) {
    this.checkOpen();
    this.checkMeaning();
    return this.run(session => session.nearest(Float32Array.from(vector), k, ef));
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
    this.endings.forEach(end => end());
    this.session.close();
    const stats = this.stats();
    // With the session goes the engine and its memory.
    this.session = {stats: () => stats, close() {}};
  }

  /** @private Not a failure of what was fetched: fetching it anew would give the same. */
  checkMeaning() {
    if (!this.stats()['dimensions']) {
      throw new DocentError('index-missing', 'This site was built to be searched by words only: it has no query-model.bin.');
    }
  }

  /** @private */
  checkOpen() {
    if (this.closed) throw new DocentError('aborted', 'This search was closed: open another with openSearch().');
  }
}

/**
 * @param {{base: (string|!URL), worker: (boolean|undefined), onProgress: (undefined|function(number, number))}} options
 */
async function openSearch(options) {
  try {
    return new Search(await openSession(options), options);
  } catch (error) {
    return openCurrent(error, options);
  }
}

async function openSession({base, worker = true, onProgress = () => {}}) {
  const folder = new URL(base, typeof location === 'object' ? location.href : undefined);
  if (!folder.pathname.endsWith('/')) folder.pathname += '/';
  if (worker && folder.protocol !== 'file:' && typeof Worker === 'function' && typeof document === 'object') {
    const session = await WorkerSession.start();
    if (session) {
      session.onProgress = onProgress;
      try {
        await session.open(folder.href);
      } catch (error) {
        session.close();
        throw error;
      }
      return session;
    }
  }
  return Session.open(folder.href, onProgress);
}

/**
 * Opens the search with the script as it is published now, past all caches, where a failure may come from an old copy of the
 * script: one that asks for files which are gone, or are others by now.
 *
 * @param {*} error the failure; thrown again if there is nothing to gain
 * @param {!Object} options
 * @return {!Promise<?>} a search
 */
async function openCurrent(error, options) {
  if (!STALE_CODES.includes(error.code) || !moduleUrl.startsWith('http') || isCurrent()) throw error;
  let current;
  try {
    current = await importModule(moduleUrl.split('?')[0] + CURRENT + Date.now());
  } catch {
    throw error;
  }
  // What came was no script of ours: an empty one, or another host's.
  if (!current.openSearch) throw error;
  return current.openSearch(options);
}

/** A search of another copy of this script, in the shape of a session. */
function sessionOf(search) {
  return {
    query: (text, options, signal) => search.query(text, {...options, signal}),
    warm: () => search.warm(),
    embed: text => search.embed(text),
    nearest: (vector, k, ef) => search.nearest(vector, {k, ef}),
    stats: () => search.stats(),
    close: () => search.close(),
  };
}

if (inWorker()) serve();

export {DocentError, openSearch, takeFromDisk};
