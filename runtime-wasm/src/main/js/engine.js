/**
 * The engine, as WebAssembly or as JavaScript, and the border to it: integers, and bytes in its memory. The other side is the
 * Java package `io.github.docentsearch.engine`.
 */
import {DocentError} from './docent-error.js';

/** What the engine's functions return when all went well, or 0 and more. */
const FAILED = -1;
const MISSING = -2;

/** Bytes of a page of memory. The first page is for the constants that TeaVM keeps there; our data come behind it. */
const PAGE = 65536;

/** Pages that the engine's memory may grow to; the same number stands in TeaVM's module and in every kernel. */
const MAX_PAGES = 32768;

/** `(module (type (struct)))`: whether this browser knows WebAssembly GC, and with it SIMD. */
const GC_PROBE = Uint8Array.of(0, 97, 115, 109, 1, 0, 0, 0, 1, 3, 1, 0x5f, 0);

/** In the order of `BrowserUnicode`'s constants. */
const NORMAL_FORMS = ['NFD', 'NFKC'];

/** Classes of characters, in the order of the Java type `Unicode`, which counts them from 1. */
const CLASSES = [/[\p{Mn}\p{Cc}\p{Cf}\p{Co}\p{Cs}\ufffd]/u, /\p{P}/u, /\s/];

/** A range of a file that the engine needs; the same five integers as `io.github.docentsearch.format.Request`. */
export class Request {
  constructor(file, id, offset, storedSize, size) {
    /** @type {number} */
    this.file = file;
    /** @type {number} */
    this.id = id;
    /** @type {number} */
    this.offset = offset;
    /** @type {number} */
    this.storedSize = storedSize;
    /** @type {number} */
    this.size = size;
  }
}

/** Whether this browser knows the WebAssembly that the engine is made of, allowed or not. */
export function knowsWasmGc() {
  return typeof WebAssembly === 'object' && WebAssembly.validate(GC_PROBE);
}

/**
 * Whether the engine can run as WebAssembly here: known to the browser, and not forbidden by the page's policy.
 *
 * @return {!Promise<boolean>}
 */
export async function runsWasmGc() {
  try {
    await WebAssembly.instantiate(GC_PROBE);
    return true;
  } catch (error) {
    return false;
  }
}

/** One engine with one index. */
export class Engine {
  /**
   * @param {!Object<string, function(...number): number>} functions of the engine
   * @param {function(number, number): !Uint8Array} view of the engine's memory, by address and size
   * @param {string} kind
   */
  constructor(functions, view, kind) {
    this.functions = functions;
    this.view = view;
    this.kind = kind;
  }

  /**
   * @param {function(): !Object<string, function(...number)>} createEngine of docent-engine.js
   * @return {!Engine}
   */
  static ofScript(createEngine) {
    const functions = createEngine();
    return new Engine(functions, (address, size) => new Uint8Array(functions['bytes'](address).buffer, 0, size), 'js');
  }

  /**
   * @param {!BufferSource} bytes of docent.wasm
   * @return {!Promise<!Engine>}
   */
  static async ofWasm(bytes) {
    const memory = new WebAssembly.Memory({initial: 1, maximum: MAX_PAGES});
    const module = await compile(bytes);
    const kernels = {};
    for (const kernel of WebAssembly.Module.customSections(module, 'docent.kernels')) {
      try {
        Object.assign(kernels, new WebAssembly.Instance(await compile(kernel), {env: {memory}, kernels}).exports);
      } catch {
        // The browser has no relaxed SIMD: it keeps the kernel of the same name that came before. Linking misses any other.
      }
    }
    const reserve = end => {
      const lacking = (end >>> 0) - memory.buffer.byteLength;
      if (lacking > 0) memory.grow(Math.ceil(lacking / PAGE));
    };
    const imports = {
      env: {memory},
      kernels,
      docent: {
        reserve,
        character,
        normalize: (form, address, length, capacity) => normalize(memory, form, address, length, capacity),
      },
      teavmMath: Math,
      teavmMemory: {heapOffset: PAGE, maxSize: 0},
    };
    const functions = /** @type {!Object<string, function(...number): number>} */ (
        new WebAssembly.Instance(module, imports).exports);
    functions['initialize'](PAGE);
    return new Engine(functions, (address, size) => new Uint8Array(memory.buffer, address >>> 0, size), 'wasm-simd');
  }

  /**
   * Calls a function of the engine.
   *
   * @param {string} name
   * @param {...number} values
   * @return {?number} what it returns, at least 0; null if parts of a file must be fetched first: see `requests`
   */
  call(name, ...values) {
    let result;
    try {
      result = this.functions[name](...values);
    } catch (error) {
      throw error instanceof RangeError
          ? new DocentError('engine-unsupported', 'The browser has no memory left for the search engine.', error)
          : new DocentError('index-corrupt', 'The engine failed on this index: rebuild the site\'s search.', error);
    }
    if (result === FAILED) {
      const {code, message} = this.outputJson()['error'];
      throw code === 'bad-argument' ? new RangeError(message) : new DocentError(code, message);
    }
    return result === MISSING ? null : result;
  }

  /** @return {!Array<!Request>} what the last call lacked */
  requests() {
    const integers = new Int32Array(this.output().slice().buffer);
    const requests = [];
    for (let i = 0; i + 5 <= integers.length; i += 5) {
      requests.push(new Request(...integers.subarray(i, i + 5)));
    }
    return requests;
  }

  /** @return {!Uint8Array} what the last call wrote; valid until the next call */
  output() {
    return this.bytes(this.call('output'), this.call('outputSize'));
  }

  outputJson() {
    return JSON.parse(new TextDecoder().decode(this.output()));
  }

  /**
   * Puts the arguments of the next call where the engine finds them.
   *
   * @param {!Uint8Array} bytes
   * @return {number} how many they are
   */
  input(bytes) {
    this.bytes(this.call('input', bytes.length), bytes.length).set(bytes);
    return bytes.length;
  }

  /**
   * Copies bytes that the engine keeps for good.
   *
   * @param {!Uint8Array} bytes
   * @return {number} their address
   */
  keep(bytes) {
    const address = /** @type {number} */ (this.call('allocate', bytes.length));
    this.bytes(address, bytes.length).set(bytes);
    return address;
  }

  /** @return {!Uint8Array} a view of the engine's memory; valid until the next call */
  bytes(address, size) {
    return this.view(address, size);
  }
}

/** The small letter of a character, and above its 21 bits the character's class. */
export function character(code) {
  const char = String.fromCodePoint(code);
  return char.toLowerCase().codePointAt(0) | CLASSES.findIndex(pattern => pattern.test(char)) + 1 << 21;
}

/** Writes the normal form of UTF-16 text over it, if it fits; returns its length. */
function normalize(memory, form, address, length, capacity) {
  // Halves of characters and marks of byte order are replaced or dropped here, as the analysis does with them later.
  const text = new TextDecoder('utf-16').decode(new Uint16Array(memory.buffer, address, length)).normalize(NORMAL_FORMS[form]);
  if (text.length <= capacity) {
    const units = new Uint16Array(memory.buffer, address, text.length);
    for (let i = 0; i < text.length; i++) units[i] = text.charCodeAt(i);
  }
  return text.length;
}

/** @return {!Promise<!WebAssembly.Module>} */
async function compile(bytes) {
  try {
    return await WebAssembly.compile(bytes);
  } catch (error) {
    throw new DocentError('index-corrupt', 'docent.wasm is damaged: publish the whole search folder again.', error);
  }
}
