// Asks a published search one question, by words and by meaning, of either engine; prints median milliseconds of 30 answers.
//   node ask.js [search=../example-docs-site/target/site/search] [question="how do I ..."]
import {resolve} from 'node:path';
import {pathToFileURL} from 'node:url';

const ROUNDS = 30;

const options = new Map(process.argv.slice(2).map(argument => argument.split(/=(.*)/s).slice(0, 2)));
const folder = options.get('search') ?? '../example-docs-site/target/site/search';
const question = options.get('question') ?? 'how do I stop a page from being indexed';
const base = pathToFileURL(resolve(folder) + '/');

console.log(`"${question}"`);
for (const engine of ['wasm-simd', 'js']) {
  if (engine === 'js') delete globalThis.WebAssembly;
  const {openSearch} = await import(new URL(`docent.js?${engine}`, base).href);
  const begin = performance.now();
  const search = await openSearch({base});
  await search.warm();
  const ready = performance.now() - begin;
  const found = [];
  for (const mode of ['keyword', 'hybrid']) found.push(`${mode} ${(await median(search, mode)).toFixed(1)} ms`);
  console.log(`${search.stats().engine}: ready after ${ready.toFixed(0)} ms, ${found.join(', ')}`);
}

async function median(search, mode) {
  const times = [];
  for (let round = 0; round < ROUNDS; round++) {
    const begin = performance.now();
    await search.query(question, {mode});
    times.push(performance.now() - begin);
  }
  return times.sort((a, b) => a - b)[ROUNDS / 2];
}
