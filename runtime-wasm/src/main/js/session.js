/** An opened search where the engine is: in the worker, or on the page where there can be none. */
import {DocentError, aborted, checkAborted} from './docent-error.js';
import {Engine, runsWasmGc} from './engine.js';
import {RemoteFile, Traffic, inflate} from './remote-file.js';
import {loadScriptEngine} from './script-engine.js';

/** Files as the engine numbers them. */
const INDEX = 0;
const MODEL = 1;

/** In the order of `io.github.docentsearch.search.Query`'s constants. */
const MODES = ['hybrid', 'keyword', 'semantic'];

const [HYBRID, KEYWORD] = MODES.keys();

/** The reader has paused this long before the larger of two encoders is fetched. */
const IDLE_MILLIS = 1000;

/** The same before vectors are fetched for a query that was answered without: of each beginning of a word they are others. */
const PAUSE_MILLIS = 250;

/** Places of timers. */
const VECTORS = 0;
const ENCODER = 1;

/** A query that still lacks blocks after so many rounds of fetching runs in circles. */
const MAX_ROUNDS = 50;

export class Session {
  /**
   * @param {!Engine} engine
   * @param {!Array<?RemoteFile>} files the index, and the query model if there is one
   * @param {!Traffic} traffic
   */
  constructor(engine, files, traffic) {
    this.engine = engine;
    this.files = files;
    this.traffic = traffic;
    /** @type {!Map<string, !Promise>} ranges on their way, by file and id */
    this.arriving = new Map();
    /** @type {?Promise} */
    this.warming = null;
    this.semantic = false;
    /** Whether the larger of two encoders is still to be fetched. */
    this.improvable = false;
    this.closed = false;
    /** What is done when the reader pauses, by its place. */
    this.timers = [];
    /** Called when asking again gives a better answer. */
    this.onUpgrade = () => {};
    /** Called with a failure that nobody waits for. */
    this.onTrouble = error => {};
  }

  /**
   * @param {string} base URL of the search folder
   * @param {function(number, number)} onProgress
   * @return {!Promise<!Session>}
   */
  static async open(base, onProgress) {
    const traffic = new Traffic(onProgress);
    // Before it is published, docent.js knows nothing of the files and fetches them as they are.
    const known = typeof publishedFiles === 'object' ? /** @type {!Object} */ (publishedFiles) : null;
    const file = (name, folder = base) => new RemoteFile(name, new URL(folder), known?.[name], traffic);
    const model = known && !known['query-model.bin'] ? null : file('query-model.bin');
    const files = [file('search-index.bin'), model];
    if (known) files.forEach(file => file?.keep());
    const loading = await runsWasmGc()
        ? file('docent.wasm').readWhole().then(Engine.ofWasm)
        : loadScriptEngine(file('docent-engine.js', moduleUrl || base));
    const start = files[INDEX].start();
    start.catch(() => {});
    const engine = await loading;
    const session = new Session(engine, files, traffic);
    session.openFile('openIndex', await start);
    await session.complete(() => engine.call('loadKeywords'));
    return session;
  }

  /** @private */
  openFile(name, bytes) {
    this.engine.call(name, this.engine.keep(bytes), bytes.length);
  }

  /**
   * Calls the engine until nothing is lacking, fetching what is.
   *
   * @template T
   * @param {function(): ?T} attempt returns null if parts are lacking
   * @param {?AbortSignal=} signal
   * @return {!Promise<T>}
   */
  async complete(attempt, signal) {
    for (let round = 0; round < MAX_ROUNDS; round++) {
      checkAborted(signal);
      if (this.closed) throw aborted();
      const result = attempt();
      if (result !== null) return result;
      await this.fetchParts(this.engine.requests());
    }
    throw new DocentError('index-corrupt', 'The index is damaged: publish the whole search folder again.');
  }

  /** @private */
  async fetchParts(requests) {
    const arrivals = [];
    for (const file of [INDEX, MODEL]) {
      const fresh = requests.filter(request => request.file === file && !this.arriving.has(key(request)));
      if (fresh.length === 0) continue;
      const reading = this.files[file].readRanges(fresh, (request, bytes) => this.supply(request, bytes));
      const forget = () => fresh.forEach(request => this.arriving.delete(key(request)));
      reading.then(forget, forget);
      for (const request of fresh) this.arriving.set(key(request), reading);
    }
    for (const request of requests) arrivals.push(this.arriving.get(key(request)));
    await Promise.all(arrivals);
  }

  /** @private */
  async supply(request, bytes) {
    const content = isRaw(request) ? bytes : await inflate(bytes, request.size);
    this.engine.call('supply', request.file, request.id, this.engine.keep(content), content.length);
  }

  /**
   * @param {string} text
   * @param {!Object} options
   * @param {?AbortSignal=} signal
   * @return {!Promise<!Object>}
   */
  async query(text, options, signal) {
    const begin = performance.now();
    clearTimeout(this.timers[VECTORS]);
    this.improveWhenIdle();
    const mode = MODES.indexOf(options.mode);
    if (options.mode === 'semantic') await this.warm();
    else if (options.mode === 'hybrid' && this.files[MODEL] && !isMetered()) this.warm().catch(error => this.onTrouble(error));
    const query = new TextEncoder().encode(text);
    let filters = '';
    for (const [name, values] of Object.entries(options.filters)) {
      for (const value of values) filters += `${name}\0${value}\0`;
    }
    const filterBytes = new TextEncoder().encode(filters);
    const input = new Uint8Array(query.length + filterBytes.length);
    input.set(query);
    input.set(filterBytes, query.length);
    const ask = mode => {
      this.engine.input(input);
      const outcome = this.engine.call('query', query.length, filterBytes.length, options.limit, mode);
      return outcome === null ? null : this.engine.outputJson();
    };
    // What is not deflated are vectors: terms and texts are.
    const lacksVectors = () => mode === HYBRID && this.engine.requests().some(isRaw) || null;
    let answer = await this.complete(() => ask(mode) ?? lacksVectors(), signal);
    if (answer === true) {
      this.fetchLater(() => ask(mode));
      answer = await this.complete(() => ask(KEYWORD), signal);
    }
    return {
      query: text,
      mode: options.mode,
      total: answer['total'],
      tookMs: performance.now() - begin,
      semantic: answer['semantic'],
      hits: answer['hits'].map(readHit),
      facets: answer['facets'],
    };
  }

  /**
   * Fetches what a query lacks, unless another one comes, and tells when it is there.
   *
   * @private
   * @param {function(): ?Object} attempt
   */
  fetchLater(attempt) {
    this.later(VECTORS, PAUSE_MILLIS, () => {
      this.complete(attempt).then(() => this.onUpgrade(), error => this.onTrouble(error));
    });
  }

  /**
   * Does something later, in place of what was to be done for the same reason.
   *
   * @private
   * @param {number} place among the timers
   * @param {number} millis
   * @param {function()} action
   */
  later(place, millis, action) {
    clearTimeout(this.timers[place]);
    const timer = this.timers[place] = setTimeout(action, millis);
    // In Node, this alone keeps no program running.
    timer['unref']?.();
  }

  /**
   * Loads vectors and query encoder; once.
   *
   * @return {!Promise}
   */
  warm() {
    this.warming ??= this.loadMeaning().catch(error => {
      this.warming = null;
      throw error;
    });
    return this.warming;
  }

  /** @private */
  async loadMeaning() {
    this.openFile('openModel', await this.files[MODEL].start());
    await this.complete(() => this.engine.call('loadMeaning'));
    this.semantic = true;
    this.onUpgrade();
    this.improvable = !isSlow();
    this.improveWhenIdle();
  }

  /**
   * Fetches the larger encoder, where the site has two, once nothing has been asked for a while. The smaller one goes on
   * without it if that fails.
   *
   * @private
   */
  improveWhenIdle() {
    if (!this.improvable || this.closed) return;
    this.later(ENCODER, IDLE_MILLIS, async () => {
      this.improvable = false;
      try {
        if (await this.complete(() => this.engine.call('loadTransformer'))) this.onUpgrade();
      } catch (error) {
        console.warn('Docent: the larger query encoder was not loaded.', error);
      }
    });
  }

  close() {
    this.closed = true;
    this.timers.forEach(clearTimeout);
  }

  /**
   * @param {string} text
   * @return {!Promise<!Float32Array>}
   */
  async embed(text) {
    await this.warm();
    const bytes = new TextEncoder().encode(text);
    return this.complete(() => {
      this.engine.input(bytes);
      return this.engine.call('embed', bytes.length) === null
          ? null
          : new Float32Array(this.engine.output().slice().buffer);
    });
  }

  /**
   * @param {!Float32Array} vector
   * @param {number} k
   * @param {number} ef 0 for the index's own
   * @return {!Promise<!Array<{id: number, score: number}>>}
   */
  async nearest(vector, k, ef) {
    const bytes = new Uint8Array(vector.buffer, vector.byteOffset, vector.byteLength);
    return this.complete(() => {
      this.engine.input(bytes);
      if (this.engine.call('nearest', vector.length, k, ef) === null) return null;
      const {buffer} = this.engine.output().slice();
      const ids = new Int32Array(buffer);
      const scores = new Float32Array(buffer);
      const found = [];
      for (let i = 0; i < ids.length; i += 2) found.push({id: ids[i], score: scores[i + 1]});
      return found;
    });
  }

  /** @return {!Object} */
  stats() {
    this.engine.call('stats');
    return {
      ...this.engine.outputJson(),
      bytesFetched: this.traffic.bytes,
      requests: this.traffic.requests,
      engine: this.engine.kind,
      semantic: this.semantic,
    };
  }
}

/** What the browser knows of the connection. */
function connection() {
  return (typeof navigator === 'object' && navigator['connection']) || {};
}

/** Whether the reader asked to spare their connection. */
function isMetered() {
  return !!connection().saveData;
}

/** Whether megabytes that are not needed are better not fetched. */
function isSlow() {
  const {saveData, type, effectiveType = '4g'} = connection();
  return saveData || type === 'cellular' || effectiveType !== '4g';
}

/** Whether a part is stored as it is used. */
function isRaw({size, storedSize}) {
  return size === storedSize;
}

/** A part's name among the ranges on their way. */
function key(request) {
  return request.file + ':' + request.id;
}

/** A hit as the public API gives it. */
function readHit(hit) {
  // A filter may be called as what all objects have, "constructor" for example.
  const filters = Object.create(null);
  for (let i = 0; i < hit['filters'].length; i += 2) (filters[hit['filters'][i]] ??= []).push(hit['filters'][i + 1]);
  return {...hit, score: hit['score'] / 1e6, filters};
}
