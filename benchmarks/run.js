/**
 * Docent's vector search beside others, in Node 22 or later. See README.md.
 *
 *   node run.js [sizes=1000,10000] [dimensions=384] [vectors=FILE queries=FILE] [peers=hnswlib,edgevec,voy,scan]
 *               [queryCount=500] [encoding=int5] [efConstruction=200] [assets=FOLDER with docent.wasm]
 */
import {spawnSync} from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import {Docent} from './engines/docent.js';
import {EdgeVec, Hnswlib, PlainScan, Voy} from './engines/peers.js';
import {EF_SWEEP, atRecall, leastScores, measure, table} from './measure.js';
import {Vectors, clustered} from './vectors.js';

const K = 10;
const here = import.meta.dirname;
const root = path.dirname(here);
const work = path.join(here, 'work');
const options = Object.fromEntries(process.argv.slice(2).map(argument => argument.split('=')));
const dimensions = Number(options.dimensions ?? 384);
const sizes = (options.sizes ?? '1000,10000').split(',').map(Number);
const peers = (options.peers ?? 'hnswlib,scan').split(',').filter(Boolean);
const queryCount = Number(options.queryCount ?? 500);

function readVectors(file) {
  const bytes = fs.readFileSync(file);
  return new Vectors(new Float32Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length)), dimensions);
}

/** The last `queryCount` rows are the queries: of the same clusters, and none of them indexed. */
function input(size) {
  if (options.vectors) {
    const all = readVectors(options.vectors);
    return options.queries
        ? [all.first(Math.min(size, all.size)), readVectors(options.queries)]
        : [all.first(Math.min(size, all.size - queryCount)), all.from(all.size - queryCount)];
  }
  const all = clustered(size + queryCount, dimensions);
  return [all.first(size), all.from(size)];
}

async function buildDocent(vectors) {
  const floats = path.join(work, 'vectors.f32');
  const index = path.join(work, 'search-index.bin');
  fs.mkdirSync(work, {recursive: true});
  fs.writeFileSync(floats, new Uint8Array(vectors.values.buffer, vectors.values.byteOffset, vectors.values.byteLength));
  const classes = ['core', 'indexer'].map(module => path.join(root, module, 'target', 'classes')).join(path.delimiter);
  const built = spawnSync('java', ['-cp', classes, 'io.github.docentsearch.indexer.VectorIndexer', floats,
    String(vectors.dimensions), index, `encoding=${options.encoding ?? 'int5'}`,
    `efConstruction=${options.efConstruction ?? 200}`], {encoding: 'utf8'});
  if (built.status !== 0) throw new Error(`VectorIndexer failed; run "mvn package" first.\n${built.stderr}`);
  console.log(`docent index: ${built.stdout.trim()}`);
  const assets = options.assets ?? path.join(root, 'runtime-wasm', 'target', 'classes', 'META-INF', 'docent');
  return Docent.open(fs.readFileSync(path.join(assets, 'docent.wasm')), new Uint8Array(fs.readFileSync(index)),
      vectors.dimensions);
}

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

console.log(`Node ${process.version}, ${os.cpus().length} cores, ${K} nearest, times in microseconds\n`);
for (const size of sizes) {
  const [vectors, queries] = input(size);
  console.log(`## ${vectors.size} x ${dimensions}, ${queries.size} queries, ${options.vectors ? 'vectors of texts' : 'clustered vectors'}\n`);
  const engines = [await buildDocent(vectors)];
  for (const peer of peers) {
    const begin = performance.now();
    const engine = await builders[peer](vectors);
    console.log(`${engine.name}: built in ${((performance.now() - begin) / 1000).toFixed(1)} s`);
    engines.push(engine);
  }
  const least = leastScores(vectors, queries, K);
  const rows = [];
  const tunable = engines.filter(engine => engine instanceof Docent || engine instanceof Hnswlib);
  const fixed = engines.filter(engine => !tunable.includes(engine));
  for (const ef of EF_SWEEP) rows.push(...measure(tunable, vectors, queries, least, K, ef, 1));
  if (fixed.length > 0) rows.push(...measure(fixed, vectors, queries.first(Math.min(50, queries.size)), least, K, 0, 1));
  console.log(`\n${table(rows)}\n`);
  for (const recall of [0.95, 0.97, 0.99]) {
    const reached = atRecall(rows.filter(row => row.ef > 0), recall);
    const docent = reached.find(row => row.name === 'docent');
    const other = reached.find(row => row.name === 'hnswlib-wasm');
    if (docent && other) {
      console.log(`At recall ${recall}: docent ef ${docent.ef} ${docent.p50.toFixed(1)} µs, hnswlib-wasm ef ${other.ef} `
          + `${other.p50.toFixed(1)} µs: ${(other.p50 / docent.p50).toFixed(1)} times`);
    }
  }
  for (const engine of engines) {
    const kept = engine.memoryBytes();
    console.log(`${engine.name}: ${(engine.bytes / 1e6).toFixed(2)} MB`
        + (engine.loadMillis === undefined ? '' : `, opened in ${engine.loadMillis.toFixed(1)} ms`)
        + (Number.isNaN(kept) ? '' : `, ${(kept / 1e6).toFixed(2)} MB of memory beside it`));
  }
  console.log('');
}
