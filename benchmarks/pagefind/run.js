// Bytes, requests and milliseconds of a first answer, cold: Docent beside Pagefind over the same HTML, by Chromium's own network log.
// With a latency, the host takes so many milliseconds before each answer; the time of the whole is measured in the page. With
// several=false it answers a request for several ranges with the whole file, as GitHub Pages and S3 do, and does not call itself nginx.
//   node pagefind/run.js site=FOLDER docent=FOLDER/search queries=FILE [hits=5] [latency=0] [several=true] [chromium=/usr/bin/chromium]
import {spawn, spawnSync} from 'node:child_process';
import {existsSync, mkdtempSync, readFileSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join, resolve} from 'node:path';
import {fileURLToPath} from 'node:url';
import {readTraffic} from './net-log.js';
import {serve} from './server.js';

const options = new Map(process.argv.slice(2).map(argument => argument.split(/=(.*)/s).slice(0, 2)));
const site = folder('site');
const docent = folder('docent');
const hits = Number(options.get('hits') ?? 5);
const chromium = options.get('chromium') ?? '/usr/bin/chromium';
const queries = readFileSync(options.get('queries'), 'utf8').split('\n').filter(line => line.trim());

const pagefind = resolve('work', 'pagefind', site.replaceAll('/', '_'));
if (!existsSync(join(pagefind, 'pagefind.js'))) {
  const bin = fileURLToPath(new URL('../node_modules/.bin/pagefind', import.meta.url));
  const {status} = spawnSync(bin, ['--site', site, '--output-path', pagefind], {stdio: 'inherit'});
  if (status !== 0) throw new Error('Pagefind could not index the site.');
}

const latency = Number(options.get('latency') ?? 0);
const several = options.get('several') !== 'false';
const folders = {'/docent/': docent, '/pagefind/': pagefind, '/': fileURLToPath(new URL('.', import.meta.url))};
const server = await serve(latency, several, folders);
const kinds = ['pagefind', 'keyword', 'meaning'];
const empty = await measure('nothing', '');
const table = [];
for (const query of queries) {
  const row = {query};
  for (const kind of kinds) {
    const {bytes, requests, answer} = await measure(kind, query);
    row[kind] = {bytes: bytes - empty.bytes, requests: requests - empty.requests, millis: answer.millis, hits: answer.hits};
  }
  table.push(row);
  console.log([query, ...kinds.flatMap(kind => [row[kind].bytes, row[kind].requests, row[kind].millis, row[kind].hits])].join('\t'));
}
console.log(['median', ...kinds.flatMap(kind => [median(kind, 'bytes'), median(kind, 'requests'), median(kind, 'millis'), ''])].join('\t'));
console.log(['most', ...kinds.flatMap(kind => [most(kind, 'bytes'), most(kind, 'requests'), most(kind, 'millis'), ''])].join('\t'));
for (const unit of ['bytes', 'requests', 'millis']) {
  const wins = table.filter(row => row.keyword[unit] <= row.pagefind[unit]).length;
  console.log(`Docent's answer by words takes no more ${unit} than Pagefind's in ${wins} of ${table.length} queries`);
}
server.close();

/** Opens a page in a browser without any cache, and waits until it has its answer. */
async function measure(kind, query) {
  const profile = mkdtempSync(join(tmpdir(), 'docent-net-'));
  const log = join(profile, 'net-log.json');
  const address = `${server.address}/page.html?${new URLSearchParams({kind, query, hits})}`;
  const answered = server.answer();
  const browser = spawn(chromium, [
    '--headless=new', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--no-proxy-server',
    '--disable-background-networking', '--disable-component-update', '--disable-sync', '--disable-extensions',
    `--user-data-dir=${profile}`, `--log-net-log=${log}`, address,
  ], {stdio: 'ignore'});
  const ended = new Promise(resolve => browser.on('exit', resolve));
  const answer = await answered;
  browser.kill('SIGTERM');
  await ended;
  const traffic = readTraffic(log, server.port);
  rmSync(profile, {recursive: true, force: true, maxRetries: 5});
  if (answer.error) throw new Error(`${kind} "${query}": ${answer.error}`);
  return {...traffic, answer};
}

function folder(name) {
  const path = options.get(name);
  if (!path || !existsSync(path)) throw new Error(`There is no folder '${path}': name one with ${name}=...`);
  return resolve(path);
}

function sorted(kind, unit) {
  return table.map(row => row[kind][unit]).sort((a, b) => a - b);
}

function median(kind, unit) {
  return sorted(kind, unit)[table.length >> 1];
}

function most(kind, unit) {
  return sorted(kind, unit)[table.length - 1];
}
