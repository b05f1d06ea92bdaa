/** Serves the checkout to a browser on this machine. */
import fs from 'node:fs';
import http from 'node:http';
import path from 'node:path';

const TYPES = {'.html': 'text/html', '.css': 'text/css', '.js': 'text/javascript', '.mjs': 'text/javascript', '.wasm': 'application/wasm'};

/**
 * @param {!Object<string, string>} folders by the first part of their addresses' path
 * @param {number} port
 * @param {function()} ready called when it answers
 */
export function serve(folders, port, ready) {
  http.createServer((request, response) => {
    const [first, ...rest] = decodeURIComponent(new URL(request.url, 'http://localhost').pathname).slice(1).split('/');
    const folder = folders[first];
    const file = folder && path.join(folder, path.normalize('/' + rest.join('/')));
    if (!file || !fs.existsSync(file) || fs.statSync(file).isDirectory()) {
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
  }).listen(port, 'localhost', ready);
}
