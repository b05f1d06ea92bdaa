/** Prepares an index and serves the page that runs the comparison in a browser. See README.md. */
import fs from 'node:fs';
import path from 'node:path';
import {assets, dimensions, here, input, options, sizes, work, writeIndex} from './prepare.js';
import {serve} from './server.js';

const port = Number(options.port ?? 8080);

console.log(writeIndex(...input(sizes[0])));
fs.copyFileSync(path.join(assets, 'docent.wasm'), path.join(work, 'docent.wasm'));
serve({benchmarks: here, 'runtime-wasm': path.join(here, '..', 'runtime-wasm')}, port, () => {
  console.log(`Open http://localhost:${port}/benchmarks/page.html?dimensions=${dimensions}`);
});
