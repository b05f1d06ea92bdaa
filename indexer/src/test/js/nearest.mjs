/**
 * Searches the indexes of a folder for the vectors nearest to queries and prints ids, the bits of scores, and how many vectors
 * were scored, as VectorSearchParityTest does; or the error. Arguments: a folder with the engine, to which each index in turn
 * is copied, the number of indexes there, named by their numbers, a file of queries, dimensions, the engine that is to answer.
 */
import {copyFileSync, readFileSync} from 'node:fs';

const [, , base, count, queriesFile, dimensions, engine] = process.argv;
if (engine === 'js') delete globalThis.WebAssembly;
const {openSearch} = await import(new URL('docent.js', base));
const bytes = readFileSync(queriesFile);
const queries = new Float32Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length));

for (let index = 0; index < Number(count); index++) {
  copyFileSync(new URL(String(index), base), new URL('search-index.bin', base));
  const search = await openSearch({base});
  for (let at = 0; at < queries.length; at += Number(dimensions)) {
    for (const ef of [10, 40, 600]) {
      try {
        const found = await search.nearest(queries.subarray(at, at + Number(dimensions)), {k: 10, ef});
        const scores = new Int32Array(Float32Array.from(found, ({score}) => score).buffer);
        console.log(found.map(({id}, i) => `${id} ${scores[i]}`).join(' ') + `: ${search.stats().vectorsScored}`);
      } catch (error) {
        console.log(error.code);
      }
    }
  }
  search.close();
}
