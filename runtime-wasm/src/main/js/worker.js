/** The channel between the page and a session in a worker: both ends. */
import {DocentError} from './docent-error.js';
import {Session} from './session.js';

/** A worker that has said nothing for so long is done without. */
const PATIENCE_MILLIS = 5000;

/** How a worker knows that it is ours. */
const WORKER_NAME = 'docent-engine';

/** Whether this code runs in the worker that `WorkerSession` starts. */
export function inWorker() {
  return typeof WorkerGlobalScope === 'function' && self instanceof WorkerGlobalScope && self.name === WORKER_NAME;
}

/** The worker's end: answers calls with what the session's methods of the same name return. */
export function serve() {
  /** @type {?Promise<!Session>} */
  let session = null;
  const aborts = new Map();
  const calls = {
    'open': ([base]) => {
      session = Session.open(base, (loaded, total) => postMessage({progress: [loaded, total]}));
      return session.then(opened => {
        opened.onUpgrade = () => postMessage({upgrade: true, stats: opened.stats()});
        opened.onTrouble = ({code, message}) => postMessage({trouble: {code, message}});
      });
    },
    'query': async ([text, options], signal) => (await session).query(text, options, signal),
    'warm': async () => (await session).warm(),
    'embed': async ([text]) => (await session).embed(text),
    'nearest': async ([vector, k, ef]) => (await session).nearest(vector, k, ef),
  };
  onmessage = async ({data: {id, name, args}}) => {
    if (name === 'abort') {
      aborts.get(id)?.abort();
      return;
    }
    const abort = new AbortController();
    aborts.set(id, abort);
    try {
      const value = await calls[name](args, abort.signal);
      postMessage({id, value, stats: (await session).stats()});
    } catch (error) {
      const code = error instanceof RangeError ? '' : error.code ?? 'index-corrupt';
      postMessage({id, error: {code, message: error.message}});
    }
    aborts.delete(id);
  };
  postMessage({ready: true});
}

/** The page's end: a `Session` to its user. */
export class WorkerSession {
  /** @param {!Worker} worker */
  constructor(worker) {
    this.worker = worker;
    this.calls = new Map();
    this.lastCall = 0;
    this.lastStats = {};
    this.onUpgrade = () => {};
    this.onProgress = (loaded, total) => {};
    this.onTrouble = error => {};
    worker.onmessage = ({data}) => this.receive(data);
  }

  /**
   * Starts a worker from this very file.
   *
   * @return {!Promise<?WorkerSession>} null where workers are not allowed
   */
  static start() {
    return new Promise(resolve => {
      let worker;
      try {
        worker = new Worker(moduleUrl, {type: 'module', name: WORKER_NAME});
      } catch (error) {
        resolve(null);
        return;
      }
      const giveUp = event => {
        event?.preventDefault();
        worker.terminate();
        resolve(null);
      };
      // A script that arrived empty makes a worker that fails at nothing and says nothing.
      const patience = setTimeout(giveUp, PATIENCE_MILLIS);
      worker.onerror = giveUp;
      worker.onmessage = () => {
        clearTimeout(patience);
        worker.onerror = null;
        resolve(new WorkerSession(worker));
      };
    });
  }

  /** @private */
  receive({id, value, error, stats, progress, upgrade, trouble}) {
    if (stats) this.lastStats = stats;
    if (progress) this.onProgress(...progress);
    if (upgrade) this.onUpgrade();
    if (trouble) this.onTrouble(new DocentError(trouble.code, trouble.message));
    if (id === undefined) return;
    const {resolve, reject} = this.calls.get(id);
    this.calls.delete(id);
    if (error) reject(error.code ? new DocentError(error.code, error.message) : new RangeError(error.message));
    else resolve(value);
  }

  /**
   * @private
   * @param {string} name
   * @param {!Array} args
   * @param {?AbortSignal=} signal
   */
  call(name, args, signal) {
    return new Promise((resolve, reject) => {
      const id = ++this.lastCall;
      this.calls.set(id, {resolve, reject});
      this.worker.postMessage({id, name, args});
      signal?.addEventListener('abort', () => {
        if (this.calls.has(id)) this.worker.postMessage({id, name: 'abort'});
      }, {once: true});
    });
  }

  open(base) {
    return this.call('open', [base]);
  }

  query(text, options, signal) {
    return this.call('query', [text, options], signal);
  }

  warm() {
    return this.call('warm', []);
  }

  embed(text) {
    return this.call('embed', [text]);
  }

  nearest(vector, k, ef) {
    return this.call('nearest', [vector, k, ef]);
  }

  stats() {
    return this.lastStats;
  }

  close() {
    this.worker.terminate();
  }
}
