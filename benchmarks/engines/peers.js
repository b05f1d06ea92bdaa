/** Other vector searches for JavaScript, as their makers publish them on npm; each builds its index from the vectors. */
import {exactNearest} from '../vectors.js';

/** Every score in plain JavaScript. */
export class PlainScan {
  static async build(vectors) {
    return new PlainScan(vectors);
  }

  constructor(vectors) {
    this.name = 'plain JavaScript scan';
    this.vectors = vectors;
    this.bytes = vectors.values.byteLength;
  }

  search(query, k) {
    return exactNearest(this.vectors, query, k);
  }

  memoryBytes() {
    return 0;
  }
}

/** hnswlib-wasm: M 16, efConstruction 200, inner product. */
export class Hnswlib {
  /** @param {function(): !Promise} factory the default export of the package's inner module */
  static async build(vectors, factory) {
    const library = await factory();
    const index = new library.HierarchicalNSW('ip', vectors.dimensions, '');
    index.initIndex(vectors.size, 16, 200, 100);
    for (let i = 0; i < vectors.size; i++) index.addPoint(vectors.row(i), i, false);
    return new Hnswlib(index, library, vectors);
  }

  constructor(index, library, vectors) {
    this.name = 'hnswlib-wasm';
    this.hasEf = true;
    this.index = index;
    this.library = library;
    // What its file holds of a vector: floats, label, 2 M neighbours and their count
    this.bytes = vectors.size * (4 * vectors.dimensions + 8 + 4 * 33);
    this.ef = 0;
  }

  search(query, k, ef) {
    if (ef !== this.ef) this.index.setEfSearch(this.ef = ef);
    return this.index.searchKnn(query, k, undefined).neighbors;
  }

  memoryBytes() {
    return this.library.HEAP8.length - this.bytes;
  }
}

/** hnswlib, compiled for this machine by hnswlib-node: M 16, efConstruction 200, inner product. */
export class NativeHnswlib {
  static async build(vectors, {HierarchicalNSW}) {
    const index = new HierarchicalNSW('ip', vectors.dimensions);
    index.initIndex(vectors.size, 16, 200, 100);
    for (let i = 0; i < vectors.size; i++) index.addPoint(Array.from(vectors.row(i)), i);
    return new NativeHnswlib(index, vectors);
  }

  constructor(index, vectors) {
    this.name = 'hnswlib, native';
    this.hasEf = true;
    this.index = index;
    this.bytes = vectors.size * (4 * vectors.dimensions + 8 + 4 * 33);
    this.ef = 0;
  }

  search(query, k, ef) {
    if (ef !== this.ef) this.index.setEf(this.ef = ef);
    return this.index.searchKnn(Array.from(query), k).neighbors;
  }

  memoryBytes() {
    return 0;
  }
}

/** edgevec with its `l2` metric, the same order as inner product for unit vectors; `ef` is fixed when it is built. */
export class EdgeVec {
  /** @param {!Object} library the package, initialised */
  static async build(vectors, library, ef) {
    const config = new library.EdgeVecConfig(vectors.dimensions);
    config.metric = 'l2';
    config.m = 16;
    config.ef_construction = 200;
    config.ef_search = ef;
    const index = new library.EdgeVec(config);
    for (let i = 0; i < vectors.size; i++) index.insert(vectors.row(i));
    return new EdgeVec(index, vectors);
  }

  constructor(index, vectors) {
    this.name = 'edgevec';
    this.index = index;
    this.bytes = vectors.values.byteLength;
  }

  search(query, k) {
    return this.index.search(query, k).map(hit => hit.id - 1);
  }

  memoryBytes() {
    return NaN;
  }
}

/** voy: a k-d tree. */
export class Voy {
  /** @param {!Object} library the package's glue, bound to its module */
  static async build(vectors, library) {
    const embeddings = [];
    for (let i = 0; i < vectors.size; i++) {
      embeddings.push({id: String(i), title: '', url: '', embeddings: Array.from(vectors.row(i))});
    }
    return new Voy(new library.Voy({embeddings}), vectors);
  }

  constructor(index, vectors) {
    this.name = 'voy';
    this.index = index;
    this.bytes = vectors.values.byteLength;
  }

  search(query, k) {
    return this.index.search(query, k).neighbors.map(hit => Number(hit.id));
  }

  memoryBytes() {
    return NaN;
  }
}

