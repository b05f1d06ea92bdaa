import {Engine} from '../../runtime-wasm/src/main/js/engine.js';

/** Docent: the engine as it is published, over an index that `VectorIndexer` wrote. */
export class Docent {
  constructor(engine, indexBytes, loadMillis) {
    this.name = 'docent';
    this.hasEf = true;
    this.engine = engine;
    this.bytes = indexBytes;
    this.loadMillis = loadMillis;
  }

  /**
   * @param {!Uint8Array} wasm docent.wasm
   * @param {!Uint8Array} index search-index.bin
   * @param {number} dimensions
   */
  static async open(wasm, index, dimensions) {
    const engine = await Engine.ofWasm(wasm);
    const begin = performance.now();
    engine.call('openIndex', engine.keep(index), index.length);
    const docent = new Docent(engine, index.length, 0);
    // The first search checks the sections' sums.
    docent.search(new Float32Array(dimensions).fill(1), 1, 1);
    docent.loadMillis = performance.now() - begin;
    return docent;
  }

  /** Bytes of linear memory beside the index. */
  memoryBytes() {
    return this.engine.output().buffer.byteLength - this.bytes;
  }

  /** Vectors that the last search scored. */
  scoredCount() {
    this.engine.call('stats');
    return this.engine.outputJson()['vectorsScored'];
  }

  search(query, k, ef) {
    this.engine.input(new Uint8Array(query.buffer, query.byteOffset, query.byteLength));
    const count = this.engine.call('nearest', query.length, k, ef);
    const {buffer, byteOffset} = this.engine.output();
    const found = new Int32Array(buffer, byteOffset, 2 * count);
    const ids = [];
    for (let i = 0; i < found.length; i += 2) ids.push(found[i]);
    return ids;
  }
}
