/**
 * Runs one matrix kernel over a file that is laid into memory, and prints a range of it as bits. Numbers below 2^31 that
 * follow an @ are offsets into the file and become addresses; #-numbers are floats.
 * Arguments: file, kernel, offset of the range, its length in 4-byte words, then the kernel's arguments.
 */
import {readFileSync} from 'node:fs';
import {loadKernels} from './kernels.mjs';

const start = 4096;
const [file, kernel, from, count, ...parameters] = process.argv.slice(2);
const {memory, kernels} = loadKernels();
new Uint8Array(memory.buffer).set(readFileSync(file), start);
kernels[kernel](...parameters.map(text => text[0] === '@' ? start + Number(text.slice(1)) : Number(text.replace('#', ''))));
const bits = new Int32Array(memory.buffer, start + Number(from), Number(count));
console.log(bits.join('\n'));
