/** What Node does before a comparison: read or make the vectors, and let the indexer write Docent's index. */
import {spawnSync} from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import {Vectors, clustered} from './vectors.js';

export const here = import.meta.dirname;
export const root = path.dirname(here);
export const work = path.join(here, 'work');

/** The command line's `name=value` pairs. */
export const options = Object.fromEntries(process.argv.slice(2).map(argument => argument.split('=')));
export const dimensions = Number(options.dimensions ?? 384);
export const sizes = (options.sizes ?? '1000,10000').split(',').map(Number);
export const assets =
    options.assets ?? path.join(root, 'runtime-wasm', 'target', 'classes', 'META-INF', 'docent');
const queryCount = Number(options.queryCount ?? 500);

function readVectors(file) {
  const bytes = fs.readFileSync(file);
  return new Vectors(new Float32Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length)), dimensions);
}

function writeVectors(file, vectors) {
  const {buffer, byteOffset, byteLength} = vectors.values;
  fs.writeFileSync(path.join(work, file), new Uint8Array(buffer, byteOffset, byteLength));
}

/**
 * The vectors and the queries. Without a file of queries they are the last rows: of the same clusters, and not indexed.
 *
 * @param {number} size rows to index
 */
export function input(size) {
  if (options.vectors) {
    const all = readVectors(options.vectors);
    return options.queries
        ? [all.first(Math.min(size, all.size)), readVectors(options.queries)]
        : [all.first(Math.min(size, all.size - queryCount)), all.from(all.size - queryCount)];
  }
  const all = clustered(size + queryCount, dimensions);
  return [all.first(size), all.from(size)];
}

/** Writes `vectors.f32`, `queries.f32` and `search-index.bin` into the folder `work`; returns what the indexer says. */
export function writeIndex(vectors, queries) {
  fs.mkdirSync(work, {recursive: true});
  writeVectors('vectors.f32', vectors);
  writeVectors('queries.f32', queries);
  const classes = ['core', 'embedder', 'indexer'].map(module => path.join(root, module, 'target', 'classes')).join(path.delimiter);
  const built = spawnSync('java', ['-cp', classes, 'io.github.docentsearch.indexer.VectorIndexer',
    path.join(work, 'vectors.f32'), String(vectors.dimensions), path.join(work, 'search-index.bin'),
    `encoding=${options.encoding ?? 'int5'}`, `efConstruction=${options.efConstruction ?? 128}`,
    ...(options.threads ? [`threads=${options.threads}`] : [])], {encoding: 'utf8'});
  if (built.status !== 0) throw new Error(`VectorIndexer failed; build the modules first, see README.md.\n${built.stderr}`);
  return built.stdout.trim();
}
