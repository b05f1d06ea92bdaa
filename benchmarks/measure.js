/** Asks every engine the same queries, in turns, and tells how long and how well they answered. */
import {dot, exactNearest} from './vectors.js';

const ROUNDS = 3;

const K = 10;

/** Queries for engines without an `ef`, which are slow. */
const FEW_QUERIES = 50;

/** The sweep, for engines that have an `ef`. */
const EF_SWEEP = [10, 16, 20, 24, 28, 32, 48, 64, 80, 128, 200, 400];

/**
 * @param {!Vectors} vectors
 * @param {!Vectors} queries
 * @return {!Array<number>} per query, the least score that counts as found
 */
function leastScores(vectors, queries, k) {
  const least = [];
  for (let i = 0; i < queries.size; i++) {
    const ids = exactNearest(vectors, queries.row(i), k);
    least.push(score(vectors, ids[ids.length - 1], queries.row(i)));
  }
  return least;
}

function score(vectors, id, query) {
  return dot(vectors.values, id * vectors.dimensions, query, 0, vectors.dimensions);
}

/**
 * Measures several engines at one `ef`. Each answers all queries in a row, as in a browser where it is alone; then the next
 * one's turn comes, round by round, so that what else the machine does hits all alike.
 *
 * @param {number} repeats times that a query is asked within one measurement, for clocks that are coarse
 * @return {!Array<!Object>} rows of the table, times in µs
 */
function measure(engines, vectors, queries, least, k, ef, repeats) {
  const times = engines.map(() => []);
  const found = engines.map(() => 0);
  const scored = engines.map(() => 0);
  for (let round = -1; round < ROUNDS; round++) {
    engines.forEach((engine, e) => {
      for (let i = 0; i < queries.size; i++) {
        const query = queries.row(i);
        let ids;
        const begin = performance.now();
        for (let j = 0; j < repeats; j++) ids = engine.search(query, k, ef);
        const micros = (performance.now() - begin) * 1000 / repeats;
        if (round < 0) {
          for (const id of ids) if (score(vectors, id, query) >= least[i]) found[e]++;
          scored[e] += engine.scoredCount?.() ?? 0;
        } else {
          times[e].push(micros);
        }
      }
    });
  }
  return engines.map((engine, e) => {
    const sorted = times[e].sort((a, b) => a - b);
    const percentile = p => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * p))];
    return {
      name: engine.name,
      ef,
      scored: scored[e] / queries.size,
      recall: Math.min(1, found[e] / (queries.size * Math.min(k, vectors.size))),
      p50: percentile(0.5),
      p95: percentile(0.95),
      p99: percentile(0.99),
    };
  });
}

/** Lines of a Markdown table. */
function table(rows) {
  const lines = ['| engine | ef | recall@10 | p50 µs | p95 µs | p99 µs | scored |', '|---|---:|---:|---:|---:|---:|---:|'];
  for (const row of rows) {
    lines.push(`| ${row.name} | ${row.ef || '-'} | ${row.recall.toFixed(4)} | ${row.p50.toFixed(1)} | `
        + `${row.p95.toFixed(1)} | ${row.p99.toFixed(1)} | ${row.scored ? row.scored.toFixed(0) : '-'} |`);
  }
  return lines.join('\n');
}

/** The first row of each engine in the sweep that reaches `recall`. */
function atRecall(rows, recall) {
  const first = new Map();
  for (const row of rows) if (row.recall >= recall && !first.has(row.name)) first.set(row.name, row);
  return [...first.values()];
}

/**
 * Compares the engines over the sweep and tells the results.
 *
 * @param {!Array<!Object>} engines the first is Docent
 * @param {number} repeats see `measure`
 * @param {function(string)} print
 */
export function compare(engines, vectors, queries, repeats, print) {
  const least = leastScores(vectors, queries, K);
  const rows = [];
  const tunable = engines.filter(engine => engine.hasEf);
  const fixed = engines.filter(engine => !engine.hasEf);
  for (const ef of EF_SWEEP) rows.push(...measure(tunable, vectors, queries, least, K, ef, repeats));
  if (fixed.length > 0) {
    rows.push(...measure(fixed, vectors, queries.first(Math.min(FEW_QUERIES, queries.size)), least, K, 0, 1));
  }
  print(`\n${queries.size} queries, ${K} nearest\n\n${table(rows)}\n`);
  for (const recall of [0.95, 0.97, 0.99]) {
    const [docent, ...others] = engines.map(engine => atRecall(rows, recall).find(row => row.name === engine.name));
    for (const other of docent ? others.filter(Boolean) : []) {
      print(`At recall ${recall}: ${describe(docent)}, ${describe(other)}: ${(other.p50 / docent.p50).toFixed(1)} times`);
    }
  }
  for (const engine of engines) {
    const kept = engine.memoryBytes();
    print(`${engine.name}: ${(engine.bytes / 1e6).toFixed(2)} MB`
        + (engine.loadMillis === undefined ? '' : `, opened in ${engine.loadMillis.toFixed(1)} ms`)
        + (Number.isNaN(kept) ? '' : `, ${(kept / 1e6).toFixed(2)} MB of memory beside it`));
  }
}

function describe(row) {
  return `${row.name}${row.ef ? ` (ef ${row.ef})` : ''} ${row.p50.toFixed(1)} µs`;
}
