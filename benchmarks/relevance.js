// Asks the engine that browsers run what the evaluation asked the JVM, and tells which answers are others than those of its run files.
//   node relevance.js queries=FOLDER [work=../indexer/target/eval] [corpora=git,python] [encoder=static] [engine=wasm|js]
import {readFileSync, readdirSync} from 'node:fs';
import {join, resolve} from 'node:path';
import {pathToFileURL} from 'node:url';

const MODES = ['hybrid', 'keyword', 'semantic'];

/** As many as the evaluation asks for. */
const LIMIT = 50;

const options = new Map(process.argv.slice(2).map(argument => argument.split(/=(.*)/s).slice(0, 2)));
const work = options.get('work') ?? '../indexer/target/eval';
const queries = options.get('queries');
const encoder = options.get('encoder') ?? 'static';
const corpora = options.get('corpora')?.split(',')
    ?? readdirSync(queries).filter(name => name.endsWith('.jsonl')).map(name => name.slice(0, -'.jsonl'.length)).sort();
if (options.get('engine') === 'js') delete globalThis.WebAssembly;

for (const corpus of corpora) {
  const base = pathToFileURL(resolve(work, corpus, 'search') + '/');
  const {openSearch} = await import(new URL('docent.js', base).href);
  const search = await openSearch({base});
  await search.warm();
  const judged = readFileSync(join(queries, `${corpus}.jsonl`), 'utf8').split('\n').filter(Boolean).map(JSON.parse);
  for (const mode of MODES) {
    const runs = readRuns(join(work, `${corpus}.${encoder}.${mode}.run`));
    const others = [];
    for (const {id, query} of judged) {
      const {hits} = await search.query(query, {limit: LIMIT, mode});
      const found = hits.map(hit => hit.url).join('\n');
      if (found !== (runs.get(id) ?? []).join('\n')) others.push(query);
    }
    console.log([corpus, mode, search.stats().engine, `${judged.length - others.length} of ${judged.length} answers are the same`,
      ...others].join('\t'));
  }
  search.close();
}

/** Per query the addresses of its hits, best first. */
function readRuns(file) {
  const runs = new Map();
  for (const line of readFileSync(file, 'utf8').split('\n').filter(Boolean)) {
    const [id, , url] = line.split(' ');
    if (!runs.has(id)) runs.set(id, []);
    runs.get(id).push(url);
  }
  return runs;
}
