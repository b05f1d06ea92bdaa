/** One published file: read whole where it is small, by HTTP ranges where it is large. */
import {joinRanges, partsByStart, sendsSeveralRanges} from './byte-ranges.js';
import {DocentError} from './docent-error.js';

/** Files up to this size are fetched whole: one request costs more time than the bytes. */
const WHOLE_LIMIT = 1 << 20;

/** Fetched first of a larger file, if no more is known to be needed. */
const FIRST_BYTES = 1 << 15;

/** Name of the cache that `RemoteFile.keep` uses. */
const STORE = 'docent';

/** In the address of a copy of this script that was fetched past all caches, because another failed. */
export const CURRENT = '?current=';

/** Whether this is such a copy. */
export function isCurrent() {
  return moduleUrl.includes(CURRENT);
}

/** In place of a range's offset: the store says there whether the host sends several ranges at once. */
const SEVERAL = -1;

const ATTEMPTS = 3;
const FIRST_DELAY_MILLIS = 250;

/** Answers that may be different a moment later. */
const PASSING_STATUS = new Set([408, 425, 429, 500, 502, 503, 504]);

/** Bytes and requests of one opened search; shared by its files. */
export class Traffic {
  /** @param {function(number, number)} onProgress told of bytes so far and bytes expected, 0 if unknown */
  constructor(onProgress) {
    this.bytes = 0;
    this.requests = 0;
    this.expected = 0;
    this.onProgress = onProgress;
  }

  /** @param {number} bytes that will come */
  expect(bytes) {
    this.expected += bytes;
  }

  /** @param {number} bytes that have come */
  arrived(bytes) {
    this.bytes += bytes;
    this.onProgress(this.bytes, Math.max(this.expected, this.bytes));
  }
}

export class RemoteFile {
  /**
   * @param {string} name for example `search-index.bin`
   * @param {!URL} base the search folder
   * @param {{v: string, size: number, start: (number|undefined)}|undefined} entry what the publisher knew of the file: hash `v`, `size`, and bytes at its `start` that every reader needs
   * @param {!Traffic} traffic
   */
  constructor(name, base, entry, traffic) {
    this.name = name;
    this.url = new URL(name, base);
    if (entry) this.url.searchParams.set('v', entry.v);
    this.size = entry ? entry.size : 0;
    this.startSize = entry?.start ?? 0;
    this.traffic = traffic;
    /** The file from its start, as far as it stays here. */
    this.here = new Uint8Array(0);
    /** @type {?Promise<?Cache>} where the browser keeps what was fetched, if it does */
    this.store = null;
    /** Whether the host is thought to send several ranges at once; undefined before it was asked for one. */
    this.sendsSeveral = undefined;
  }

  /** Lets the browser keep what is fetched until the file changes, whatever the host says of caching. */
  keep() {
    if (typeof caches !== 'object' || this.url.protocol === 'file:') return;
    this.store = this.openStore().catch(() => null);
  }

  /** @private */
  async openStore() {
    // What was kept may be the reason why this script was fetched anew.
    if (isCurrent()) await caches.delete(STORE);
    const store = await caches.open(STORE);
    for (const request of await store.keys()) {
      const {pathname, searchParams} = new URL(request.url);
      const other = searchParams.get('v') !== this.url.searchParams.get('v');
      if (pathname === this.url.pathname && other) await store.delete(request);
    }
    const kept = await store.match(this.rangeKey(SEVERAL));
    if (kept) this.sendsSeveral = !!await kept.text();
    return store;
  }

  /** @private */
  learnOfSeveral(sendsSeveral) {
    this.sendsSeveral = sendsSeveral;
    this.keepBytes(this.rangeKey(SEVERAL), sendsSeveral ? '1' : '');
  }

  /**
   * The file from its start: all of it, or as much as was worth one request.
   *
   * @return {!Promise<!Uint8Array>}
   */
  async start() {
    if (!this.size || this.size <= WHOLE_LIMIT || this.url.protocol === 'file:') return this.readWhole();
    const bytes = await this.readRange(0, Math.min(this.size, Math.max(this.startSize, FIRST_BYTES)));
    // A host without ranges has sent more.
    if (bytes.length > this.here.length) this.here = bytes;
    return bytes;
  }

  /** @return {!Promise<!Uint8Array>} */
  async readWhole() {
    if (!this.here.length) this.here = await this.recall(0) ?? await this.fetchAndKeep(0, this.size);
    return this.here;
  }

  /**
   * @param {number} offset
   * @param {number} length
   * @return {!Promise<!Uint8Array>}
   */
  async readRange(offset, length) {
    const end = offset + length;
    return await this.recall(offset, end) ?? this.fetchRange(offset, end);
  }

  /**
   * Reads several ranges in few requests.
   *
   * @template T
   * @param {!Array<T>} ranges each with `offset` and `storedSize`
   * @param {function(T, !Uint8Array): !Promise} use called for each range as it arrives
   */
  async readRanges(ranges, use) {
    const runs = joinRanges(ranges);
    await Promise.all(runs.map(async run => run.bytes = await this.recall(run.start, run.end)));
    const lacking = runs.filter(run => !run.bytes);
    const together = lacking.length > 1 && this.sendsSeveral ? this.fetchTogether(lacking) : null;
    await Promise.all(runs.map(async run => {
      const bytes = run.bytes
          ?? (await together)?.get(run.start)
          ?? await this.fetchRange(run.start, run.end);
      for (const range of run.ranges) {
        const from = range.offset - run.start;
        await use(range, bytes.subarray(from, from + range.storedSize));
      }
    }));
  }

  /**
   * What was fetched before.
   *
   * @private
   * @param {number} offset
   * @param {number=} end of the range; the whole file if missing
   * @return {!Promise<?Uint8Array>} null if it was not, or was not kept
   */
  async recall(offset, end) {
    if (end && end <= this.here.length) return this.here.subarray(offset, end);
    const store = await this.store;
    const kept = await store?.match(this.rangeKey(offset, end)).catch(() => null);
    return kept ? new Uint8Array(await kept.arrayBuffer()) : null;
  }

  /**
   * @private
   * @param {number} offset
   * @param {number=} end of the range; the whole file if missing
   * @return {string} under which the store keeps it
   */
  rangeKey(offset, end) {
    return `${this.url.href}&bytes=${offset}-${end ?? ''}`;
  }

  /** @private */
  async fetchRange(offset, end) {
    const bytes = await this.fetchAndKeep(offset, end - offset, end);
    // A host without ranges has sent the file.
    return end > this.here.length ? bytes : this.here.subarray(offset, end);
  }

  /**
   * @private
   * @param {number} offset
   * @param {number} length 0 if unknown
   * @param {number=} end of the range; the whole file if missing
   * @return {!Promise<!Uint8Array>}
   */
  async fetchAndKeep(offset, length, end) {
    const bytes = await this.fetch(offset, length, end);
    // A host without ranges has sent more than this key stands for.
    if (bytes.length === length) this.keepBytes(this.rangeKey(offset, end), bytes);
    return bytes;
  }

  /** @private A full disk is no reason to fail. */
  keepBytes(key, bytes) {
    this.store?.then(store => store?.put(key, new Response(bytes))).catch(() => {});
  }

  /**
   * Asks for several ranges at once. A host that answers in any other way is asked for each by itself from then on, with the
   * patience and the errors that belong to that. No answer, or one that may be different a moment later, says nothing of the host.
   *
   * @private
   * @param {!Array<{start: number, end: number}>} runs
   * @return {!Promise<?Map<number, !Uint8Array>>} each by its start; null if they did not come so
   */
  async fetchTogether(runs) {
    this.traffic.requests++;
    try {
      const ranges = runs.map(({start, end}) => `${start}-${end - 1}`);
      const response = await fetch(this.url, {headers: {'Range': `bytes=${ranges}`}, cache: 'no-store'});
      if (response.status === 206) {
        const parts = partsByStart(await this.readBody(response), this.size);
        if (runs.every(({start, end}) => parts.get(start)?.length === end - start)) {
          for (const {start, end} of runs) this.keepBytes(this.rangeKey(start, end), parts.get(start));
          return parts;
        }
      } else {
        await response.body?.cancel('');
      }
      if (!PASSING_STATUS.has(response.status)) this.learnOfSeveral(false);
    } catch {
      // Nothing is lost: what failed here is tried again range by range.
    }
    return null;
  }

  /**
   * Fetches with patience: a passing failure is tried again.
   *
   * @param {number} offset
   * @param {number} length 0 if unknown
   * @param {number=} end of the range; the whole file if missing
   * @return {!Promise<!Uint8Array>}
   */
  async fetch(offset, length, end) {
    this.traffic.expect(length);
    for (let attempt = 1; ; attempt++) {
      try {
        return this.url.protocol === 'file:' ? await this.fetchFromDisk() : await this.fetchOnce(offset, length, end);
      } catch (error) {
        if (!error.passing || attempt === ATTEMPTS) throw error;
        await new Promise(resolve => setTimeout(resolve, FIRST_DELAY_MILLIS * 4 ** (attempt - 1)));
      }
    }
  }

  /** Where `fetch` reads no files: in Node, and on a page that was opened from disk. */
  async fetchFromDisk() {
    this.traffic.requests++;
    try {
      const bytes = this.isScriptOnly() ? await this.readScript() : await readInNode(this.url);
      this.traffic.arrived(bytes.length);
      if (this.size && bytes.length !== this.size) throw this.incomplete(bytes.length);
      return bytes;
    } catch (error) {
      if (error instanceof DocentError) throw error;
      throw error.code && error.code !== 'ENOENT' ? this.unreachable(error.message, error) : this.missing(error);
    }
  }

  /** The file's copy that hands itself to `takeFromDisk`: the one thing such a page may load. */
  readScript() {
    return new Promise((resolve, reject) => {
      waiting.set(this.name, resolve);
      this.runFromDisk(`${this.name}.js`).catch(reject);
    });
  }

  /** Whether the page was opened from disk, where a browser gives it scripts and nothing else. */
  isScriptOnly() {
    return this.url.protocol === 'file:' && typeof document === 'object';
  }

  /**
   * @param {string=} name of a script in `disk/`
   * @return {!Promise} ends when it has run
   */
  runFromDisk(name = this.name) {
    return new Promise((resolve, reject) => {
      const script = document.createElement('script');
      script.src = new URL(`disk/${name}`, this.url).href;
      script.onload = resolve;
      script.onerror = reject;
      document.head.append(script);
    });
  }

  /** Counts the file among what was fetched when the browser did so itself. */
  countWhole() {
    this.traffic.requests++;
    this.traffic.expect(this.size);
    this.traffic.arrived(this.size);
  }

  /** @private */
  async fetchOnce(offset, length, end) {
    this.traffic.requests++;
    const headers = end ? {'Range': `bytes=${offset}-${end - 1}`} : {};
    // Chromium's own cache lets only one request for an address go at a time. Past the start the host is known to send ranges.
    const cache = offset && await this.store ? 'no-store' : 'default';
    let response;
    try {
      response = await fetch(this.url, {headers, cache});
    } catch (error) {
      throw passing(this.unreachable('The connection failed.', error));
    }
    const {status} = response;
    const total = Number(response.headers.get('Content-Range')?.split('/')[1]);
    if (this.size && total && total !== this.size) throw this.incomplete(total);
    if (status === 404 || status === 410) throw this.missing();
    if (status !== 200 && status !== 206) {
      const error = this.unreachable(`The server answered ${status}.`);
      throw PASSING_STATUS.has(status) ? passing(error) : error;
    }
    if (end && this.sendsSeveral === undefined) this.learnOfSeveral(sendsSeveralRanges(response.headers));
    const bytes = await this.readBody(response);
    if (end && status === 200) {
      // The server does not know ranges: this is the file, and no more requests will be needed.
      if (this.size && bytes.length !== this.size) throw this.wrongSize(response, bytes.length, this.size);
      this.here = bytes;
      return bytes;
    }
    if (length && bytes.length !== length) throw this.wrongSize(response, bytes.length, length);
    return bytes;
  }

  /** @private */
  async readBody(response) {
    const counting = new TransformStream({transform: (part, out) => {
      this.traffic.arrived(part.length);
      out.enqueue(part);
    }});
    try {
      return new Uint8Array(await new Response(response.body.pipeThrough(counting)).arrayBuffer());
    } catch (error) {
      throw passing(this.unreachable('The connection failed.', error));
    }
  }

  /** @param {*=} cause */
  missing(cause) {
    return new DocentError('index-missing',
        `${this.name} is not at ${this.url.href}: publish the search folder with the site, or correct "base".`, cause);
  }

  /**
   * @param {string} what
   * @param {*=} cause
   */
  unreachable(what, cause) {
    return new DocentError('network', `${this.name} could not be fetched. ${what} Try again.`, cause);
  }

  /** @private Another file, if the server says that this is all of it; else part of ours, which may come whole next time. */
  wrongSize(response, got, expected) {
    return Number(response.headers.get('Content-Length')) === got && !response.headers.get('Content-Encoding')
        ? this.incomplete(got)
        : passing(this.unreachable(`It has ${got} bytes instead of ${expected}.`));
  }

  incomplete(got) {
    return new DocentError('index-corrupt',
        `${this.name} has ${got} bytes instead of ${this.size}: publish the whole search folder again.`);
  }
}

/** @type {!Map<string, function(!Uint8Array)>} files on their way from disk, by name */
const waiting = new Map();

/**
 * Called by the scripts in `disk/`.
 *
 * @param {string} name of the file
 * @param {string} base64 its content
 */
export function takeFromDisk(name, base64) {
  waiting.get(name)?.(Uint8Array.from(atob(base64), char => char.charCodeAt(0)));
}

/**
 * @param {!URL} url
 * @return {!Promise<!Uint8Array>}
 */
async function readInNode(url) {
  const nodeFiles = await importModule('node:fs/promises');
  return new Uint8Array(await nodeFiles['readFile'](url));
}

/** Marks a failure that may pass. */
function passing(error) {
  error.passing = true;
  return error;
}

/**
 * Inflates raw deflate data (RFC 1951).
 *
 * @param {!Uint8Array} bytes
 * @param {number} size of the inflated data
 * @return {!Promise<!Uint8Array>}
 */
export async function inflate(bytes, size) {
  const reader = new Response(bytes).body.pipeThrough(new DecompressionStream('deflate-raw')).getReader();
  const inflated = new Uint8Array(size);
  let at = 0;
  let cause;
  try {
    for (let part = await reader.read(); !part.done; part = await reader.read()) {
      // Throws as soon as there is more than there should be: a few bytes can inflate to gigabytes.
      inflated.set(part.value, at);
      at += part.value.length;
    }
  } catch (error) {
    cause = error;
  }
  if (cause || at !== size) {
    throw new DocentError('index-corrupt', 'The index is damaged: publish the whole search folder again.', cause);
  }
  return inflated;
}
