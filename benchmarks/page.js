/** The comparison in a browser: the same engines and the same measurement as run.js. */
import {Docent} from './engines/docent.js';
import {Hnswlib, PlainScan} from './engines/peers.js';
import {compare} from './measure.js';
import {Vectors} from './vectors.js';

/** Browsers' clocks are coarse: a query is asked so often within one measurement. */
const REPEATS = 20;

const results = document.getElementById('results');
const dimensions = Number(new URLSearchParams(location.search).get('dimensions') ?? 384);

function print(line) {
  results.textContent += line + '\n';
}

addEventListener('error', ({message}) => print(message));

async function bytes(name) {
  const response = await fetch('work/' + name);
  if (!response.ok) throw new Error(`${name}: status ${response.status}; start serve.js first`);
  return response.arrayBuffer();
}

const vectors = new Vectors(new Float32Array(await bytes('vectors.f32')), dimensions);
const queries = new Vectors(new Float32Array(await bytes('queries.f32')), dimensions);
const engines = [
  await Docent.open(new Uint8Array(await bytes('docent.wasm')), new Uint8Array(await bytes('search-index.bin')), dimensions),
  await Hnswlib.build(vectors, async () => {
    const {loadHnswlib} = await import('./node_modules/hnswlib-wasm/dist/hnswlib.js');
    return loadHnswlib();
  }),
  await PlainScan.build(vectors),
];
print(`${navigator.userAgent}, ${navigator.hardwareConcurrency} cores, ${vectors.size} x ${dimensions}`);
compare(engines, vectors, queries, REPEATS, print);
print('Done.');
