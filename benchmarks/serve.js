/** Prepares an index and serves the page that runs the comparison in a browser. See README.md. */
import fs from 'node:fs';
import http from 'node:http';
import path from 'node:path';
import {assets, dimensions, input, options, root, sizes, work, writeIndex} from './prepare.js';

const TYPES = {'.html': 'text/html', '.js': 'text/javascript', '.wasm': 'application/wasm'};
const port = Number(options.port ?? 8080);

console.log(writeIndex(...input(sizes[0])));
fs.copyFileSync(path.join(assets, 'docent.wasm'), path.join(work, 'docent.wasm'));
http.createServer((request, response) => {
  const file = path.join(root, path.normalize(decodeURIComponent(new URL(request.url, 'http://localhost').pathname)));
  if (!file.startsWith(root + path.sep) || !fs.existsSync(file) || fs.statSync(file).isDirectory()) {
    response.writeHead(404).end();
    return;
  }
  response.writeHead(200, {
    'content-type': TYPES[path.extname(file)] ?? 'application/octet-stream',
    // With these two a page's clock is twenty times finer.
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-embedder-policy': 'require-corp',
  });
  fs.createReadStream(file).pipe(response);
}).listen(port, 'localhost', () => {
  console.log(`Open http://localhost:${port}/benchmarks/page.html?dimensions=${dimensions}`);
});
