/**
 * Asks a published search and prints what it answers, one line for each hit and neighbour, as EngineParityTest does.
 * Arguments: the search folder as a URL, a file with one question a line, the engine that is to answer.
 */
import {readFileSync} from 'node:fs';

const [, , base, questions, engine] = process.argv;
if (engine === 'js') delete globalThis.WebAssembly;
const {openSearch} = await import(new URL('docent.js', base));
const search = await openSearch({base});
await search.warm('semantic');
console.log(search.stats().engine);
for (const text of readFileSync(questions, 'utf8').split('\n')) {
  for (const mode of ['hybrid', 'keyword', 'semantic']) {
    const {total, hits, facets} = await search.query(text, {mode});
    console.log(`${mode} ${text}: ${total} ${JSON.stringify(facets)}`);
    for (const {url, score, via, title, breadcrumbs, excerpt} of hits) {
      const shown = excerpt.map(({text, match}) => match ? `[${text}]` : text).join('');
      console.log([url, Math.round(score * 1e6), via, title, breadcrumbs.join(' > '), JSON.stringify(shown)].join(' | '));
    }
  }
  const vector = await search.embed(text);
  console.log([...new Int32Array(vector.buffer)].join(' '));
  if (vector.some(value => value !== 0)) {
    for (const {id, score} of await search.nearest(vector, {k: 5})) {
      console.log(`${id} ${new Int32Array(Float32Array.of(score).buffer)[0]}`);
    }
  }
}
// Halves of characters, which no file of questions can hold: nothing to embed, and nothing to fail on.
await search.query('power \uD800');
if ((await search.embed('\uDC00\uD800')).some(value => value !== 0)) throw new Error('Halves of characters have a vector');
search.close();
