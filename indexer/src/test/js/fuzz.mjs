/**
 * Opens searches that may be damaged and prints what becomes of each: the hits of the queries, or the error's code.
 * Arguments: the engine that is to answer, a folder with the scripts, a JSON file of folders and of queries as FuzzSeedsTest
 * writes it. The last line tells the most memory that an engine or the heap took, in MiB.
 */
import {readFileSync} from 'node:fs';

const [, , engine, scripts, list] = process.argv;
const memories = [];
if (engine === 'js') {
  delete globalThis.WebAssembly;
} else {
  WebAssembly.Memory = class extends WebAssembly.Memory {
    constructor(descriptor) {
      super(descriptor);
      memories.push(this);
    }
  };
}
const {openSearch} = await import(new URL('docent.js', scripts));
let mostMemory = 0;
let mostHeap = 0;
for (const {base, queries, meaning} of JSON.parse(readFileSync(list, 'utf8'))) {
  let search;
  try {
    search = await openSearch({base});
    if (meaning) await search.warm('semantic');
    for (const {text, ...options} of queries) {
      const {total, hits} = await search.query(text, options);
      console.log([total, ...hits.map(hit => hit.url)].join(' '));
    }
    const vector = meaning ? await search.embed('battery') : [];
    if (vector.some(value => value !== 0)) {
      // So few are kept that the graph is walked.
      console.log((await search.nearest(vector, {k: 1, ef: 1})).map(({id}) => id).join(' '));
    }
  } catch (error) {
    // What the engine does not refuse itself but trips over is not what the format promises.
    console.log(String(error.message).startsWith('The engine failed') ? `trap: ${error.cause}` : error.code ?? String(error));
  }
  search?.close();
  console.log('--');
  mostHeap = Math.max(mostHeap, process.memoryUsage().heapUsed);
  for (const memory of memories.splice(0)) mostMemory = Math.max(mostMemory, memory.buffer.byteLength);
}
console.log(Math.ceil(mostMemory / 2 ** 20), Math.ceil(mostHeap / 2 ** 20));
