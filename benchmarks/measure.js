/** Asks every engine the same queries, in turns, and tells how long and how well they answered. */
import {dot, exactNearest} from './vectors.js';

const ROUNDS = 3;

/** The sweep, for engines that have an `ef`. */
export const EF_SWEEP = [10, 16, 24, 32, 48, 64, 96, 128, 200, 400];

/**
 * @param {!Vectors} vectors
 * @param {!Vectors} queries
 * @return {!Array<number>} per query, the least score that counts as found
 */
export function leastScores(vectors, queries, k) {
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
 * Measures several engines at one `ef`, query by query in turns, so that what else the machine does hits all alike.
 *
 * @param {number} repeats times that a query is asked within one measurement, for clocks that are coarse
 * @return {!Array<{name: string, ef: number, recall: number, p50: number, p95: number, p99: number}>} times in µs
 */
export function measure(engines, vectors, queries, least, k, ef, repeats) {
  const times = engines.map(() => []);
  const found = engines.map(() => 0);
  for (let round = -1; round < ROUNDS; round++) {
    for (let i = 0; i < queries.size; i++) {
      const query = queries.row(i);
      engines.forEach((engine, e) => {
        let ids;
        const begin = performance.now();
        for (let j = 0; j < repeats; j++) ids = engine.search(query, k, ef);
        const micros = (performance.now() - begin) * 1000 / repeats;
        if (round < 0) {
          for (const id of ids) if (score(vectors, id, query) >= least[i]) found[e]++;
        } else {
          times[e].push(micros);
        }
      });
    }
  }
  return engines.map((engine, e) => {
    const sorted = times[e].sort((a, b) => a - b);
    const percentile = p => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * p))];
    return {
      name: engine.name,
      ef,
      recall: Math.min(1, found[e] / (queries.size * Math.min(k, vectors.size))),
      p50: percentile(0.5),
      p95: percentile(0.95),
      p99: percentile(0.99),
    };
  });
}

/** Lines of a Markdown table. */
export function table(rows) {
  const lines = ['| engine | ef | recall@10 | p50 µs | p95 µs | p99 µs |', '|---|---:|---:|---:|---:|---:|'];
  for (const row of rows) {
    lines.push(`| ${row.name} | ${row.ef || '-'} | ${row.recall.toFixed(4)} | ${row.p50.toFixed(1)} | `
        + `${row.p95.toFixed(1)} | ${row.p99.toFixed(1)} |`);
  }
  return lines.join('\n');
}

/** The first row of each engine in the sweep that reaches `recall`. */
export function atRecall(rows, recall) {
  const first = new Map();
  for (const row of rows) if (row.recall >= recall && !first.has(row.name)) first.set(row.name, row);
  return [...first.values()];
}
