/**
 * Scores the records of a file with the vector kernels and prints the scores' bits: first by node, then the run of all.
 * Arguments: file (query, node ordinals, records), encoding, lanes, count, 1 or 0 for kernels with relaxed SIMD or without.
 */
import {readFileSync} from 'node:fs';
import {loadKernels} from './kernels.mjs';

const [file, ...numbers] = process.argv.slice(2);
const [encoding, lanes, count, relaxed] = numbers.map(Number);
const {memory, kernels} = loadKernels(64, relaxed === 1);
const start = 4096;
const scores = 1024;
new Uint8Array(memory.buffer).set(readFileSync(file), start);
const nodes = start + 16 + 3 * lanes;
const records = nodes + 4 * count;
const print = () => new Int32Array(memory.buffer, scores, count).forEach(bits => console.log(bits));

kernels.scoreNodes(encoding, records, lanes, start, nodes, count, scores);
print();
kernels.scoreRun(encoding, records, lanes, start, 0, count, scores);
print();
