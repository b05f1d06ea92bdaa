/**
 * Docent's vector search beside others, in Node 22 or later. See README.md.
 *
 *   node run.js [sizes=1000,10000] [dimensions=384] [vectors=FILE [queries=FILE]] [peers=hnswlib,native,edgevec,voy,scan]
 *               [queryCount=500] [encoding=int5] [efConstruction=128] [threads=1] [assets=FOLDER with docent.wasm]
 */
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import {Docent} from './engines/docent.js';
import {EdgeVec, Hnswlib, NativeHnswlib, PlainScan, Voy} from './engines/peers.js';
import {compare} from './measure.js';
import {assets, dimensions, here, input, options, sizes, work, writeIndex} from './prepare.js';

const peers = (options.peers ?? 'hnswlib,scan').split(',').filter(Boolean);

const builders = {
  scan: PlainScan.build,
  async hnswlib(vectors) {
    // The package is built for browsers only: its inner module asks for a window and nothing else of it.
    globalThis.window ??= globalThis;
    globalThis.document ??= {currentScript: null};
    const dist = path.join(here, 'node_modules', 'hnswlib-wasm', 'dist');
    const inner = fs.readdirSync(dist).find(name => /^hnswlib-[0-9a-f]+\.js$/.test(name));
    return Hnswlib.build(vectors, (await import(path.join(dist, inner))).default);
  },
  async native(vectors) {
    return NativeHnswlib.build(vectors, (await import('hnswlib-node')).default);
  },
  async edgevec(vectors) {
    const library = await import('edgevec/edgevec.js');
    library.initSync({module: fs.readFileSync(path.join(here, 'node_modules', 'edgevec', 'edgevec_bg.wasm'))});
    return EdgeVec.build(vectors, library, 64);
  },
  async voy(vectors) {
    const folder = path.join(here, 'node_modules', 'voy-search');
    const glue = await import(path.join(folder, 'voy_search_bg.js'));
    const module = new WebAssembly.Module(fs.readFileSync(path.join(folder, 'voy_search_bg.wasm')));
    glue.__wbg_set_wasm(new WebAssembly.Instance(module, {'./voy_search_bg.js': glue}).exports);
    return Voy.build(vectors, glue);
  },
};

console.log(`Node ${process.version}, ${os.cpus().length} cores`);
for (const size of sizes) {
  const [vectors, queries] = input(size);
  console.log(`\n## ${vectors.size} x ${dimensions}, ${options.vectors ? 'vectors of texts' : 'clustered vectors'}\n`);
  console.log(`docent: ${writeIndex(vectors, queries)}`);
  const engines = [await Docent.open(fs.readFileSync(path.join(assets, 'docent.wasm')),
      new Uint8Array(fs.readFileSync(path.join(work, 'search-index.bin'))), dimensions)];
  for (const peer of peers) {
    const begin = performance.now();
    const engine = await builders[peer](vectors);
    console.log(`${engine.name}: built in ${((performance.now() - begin) / 1000).toFixed(1)} s`);
    engines.push(engine);
  }
  compare(engines, vectors, queries, 1, console.log);
}
