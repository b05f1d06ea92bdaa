import {make} from './dom.js';

/** How often is looked after whether more has come. */
const LOOK_IN_MILLIS = 6000;

/**
 * When there was nothing new so often, the connection is taken for broken, whatever the browser hopes for. Chromium lets a request wait
 * 20 seconds for an earlier one to the same address, even for one that was given up.
 */
const LOOKS = 4;

/**
 * The way to the engine: fetched when first wanted, once; all its failures come out as one of the codes that the box has
 * words for.
 */
export class Engine {
  /** @param {!Options} options */
  constructor(options) {
    this.options = options;
    this.attempts = 0;
    /**
     * Called with bytes loaded and bytes in all while the engine loads; the second is 0 when nobody knows.
     *
     * @type {?function(number, number)}
     */
    this.onprogress;
    /**
     * Called when asking again would give an answer by meaning.
     *
     * @type {?function()}
     */
    this.onupgrade;
    this.opening = null;
    this.search = null;
    /** Bytes that have come. */
    this.loaded = 0;
    this.blocked = '';
    document.addEventListener('securitypolicyviolation', event => {
      // without WebAssembly the engine runs as JavaScript
      if (this.opening && !this.search && event.blockedURI !== 'wasm-eval') this.blocked = event.effectiveDirective;
    });
  }

  /** The opened search; fails as `explain` tells. May be called at any time, also to try again after a failure. */
  open() {
    this.opening ??= this.load().catch(error => {
      const failure = this.explain(error);
      this.opening = null;
      throw failure;
    });
    return this.opening;
  }

  async load() {
    const {base, version} = this.options;
    this.blocked = '';
    const url = new URL('docent.js' + version, base);
    if (this.attempts++) url.searchParams.set('again', this.attempts);
    const loading = location.protocol === 'file:' ? importFromDisk(base) : importModule(url.href);
    const search = await this.watch(loading.then(module => module.openSearch({
      base,
      onProgress: (loaded, total) => {
        this.loaded = loaded;
        this.onprogress?.(loaded, total);
      },
    })));
    search.onUpgrade(() => this.onupgrade?.());
    this.search = search;
    // what the policy refused on the way, such as a worker, was not needed after all
    this.blocked = '';
    return search;
  }

  async query(text, request) {
    const search = await this.open();
    try {
      return await this.watch(search.query(text, request));
    } catch (error) {
      if (!error.code) {
        // given up: the next question begins with a new engine
        this.opening = search.close();
      }
      throw this.explain(error);
    }
  }

  /** Gives work up when nothing more comes. */
  watch(work) {
    return new Promise((resolve, reject) => {
      let {loaded} = this;
      let quiet = 0;
      const timer = setInterval(() => {
        quiet = loaded === this.loaded ? quiet + 1 : 0;
        if (quiet === LOOKS) reject({});
        loaded = this.loaded;
      }, LOOK_IN_MILLIS);
      work.then(resolve, reject).finally(() => clearInterval(timer));
    });
  }

  /** Whether vectors and encoder should wait for the reader's word, to spare a metered connection. */
  get frugal() {
    return navigator.connection?.saveData;
  }

  /** Loads vectors and encoder; ends when they are there, or cannot be had. */
  warm() {
    return this.watch(this.search.warm());
  }

  /** Why there is no answer: an error whose `code` is one of those of `DocentError`, or `offline`. */
  explain(error) {
    let code = error.code || 'network';
    if (this.blocked) code = 'csp-blocked';
    else if (code === 'network' && !navigator.onLine) code = 'offline';
    if (code === 'csp-blocked') {
      console.error(`Docent: Content-Security-Policy ${this.blocked} blocks the search; allow `
          + "script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'; worker-src 'self'");
    }
    error.code = code;
    return error;
  }
}

/** Pages on disk may not import modules; a script that they may load has the same to offer. */
async function importFromDisk(base) {
  await new Promise((resolve, reject) => {
    document.head.append(make('script', '', {'src': new URL('disk/docent.js', base), 'load': resolve, 'error': reject}));
  });
  return globalThis['docentFromDisk'];
}
