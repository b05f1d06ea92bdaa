// A static host with byte ranges that sends text and WebAssembly gzipped, as most do.
import {createServer} from 'node:http';
import {readFileSync, statSync} from 'node:fs';
import {extname, join, normalize} from 'node:path';
import {gzipSync} from 'node:zlib';

const TYPES = {'.html': 'text/html', '.js': 'text/javascript', '.json': 'application/json', '.wasm': 'application/wasm', '.css': 'text/css'};

const BOUNDARY = 'docent-benchmark';

/**
 * @param {number} latency milliseconds before each answer
 * @param {boolean} several whether several ranges come in one answer, and the host calls itself nginx; else the whole file does
 * @param {!Object<string, string>} folders by the beginning of the path, the longest first
 */
export async function serve(latency, several, folders) {
  let waiting = null;
  const files = new Map();
  const server = createServer((request, response) => {
    const {pathname, searchParams} = new URL(request.url, 'http://localhost');
    if (pathname === '/answer') {
      response.writeHead(204).end();
      waiting?.({hits: searchParams.get('hits'), millis: Number(searchParams.get('millis')), error: searchParams.get('error')});
      return;
    }
    const start = Object.keys(folders).find(prefix => pathname.startsWith(prefix));
    const file = join(folders[start], normalize('/' + decodeURIComponent(pathname.slice(start.length))));
    try {
      if (!statSync(file).isFile()) throw new Error();
    } catch {
      response.writeHead(404).end();
      return;
    }
    if (!files.has(file)) files.set(file, readFileSync(file));
    setTimeout(send, latency, several, request, response, files.get(file), TYPES[extname(file)]);
  });
  await new Promise(resolve => server.listen(0, '127.0.0.1', resolve));
  const {port} = server.address();
  return {
    port,
    address: `http://127.0.0.1:${port}`,
    answer: () => new Promise(resolve => waiting = resolve),
    close: () => server.close(),
  };
}

function send(several, request, response, bytes, type) {
  const headers = {'Content-Type': type ?? 'application/octet-stream', 'Accept-Ranges': 'bytes', 'Cache-Control': 'max-age=600'};
  if (several) headers.Server = 'nginx';
  const ranges = [...request.headers.range?.matchAll(/(\d+)-(\d+)/g) ?? []]
      .map(([, from, last]) => ({from: Number(from), to: Math.min(bytes.length, Number(last) + 1)}));
  if (ranges.length === 1) {
    const {from, to} = ranges[0];
    headers['Content-Range'] = `bytes ${from}-${to - 1}/${bytes.length}`;
    headers['Content-Length'] = to - from;
    response.writeHead(206, headers).end(bytes.subarray(from, to));
    return;
  }
  if (ranges.length > 1 && several) {
    const type = headers['Content-Type'];
    const parts = ranges.flatMap(({from, to}) => [
      Buffer.from(`\r\n--${BOUNDARY}\r\nContent-Type: ${type}\r\nContent-Range: bytes ${from}-${to - 1}/${bytes.length}\r\n\r\n`),
      bytes.subarray(from, to),
    ]);
    const body = Buffer.concat([...parts, Buffer.from(`\r\n--${BOUNDARY}--\r\n`)]);
    headers['Content-Type'] = `multipart/byteranges; boundary=${BOUNDARY}`;
    headers['Content-Length'] = body.length;
    response.writeHead(206, headers).end(body);
    return;
  }
  let body = bytes;
  if (type && request.headers['accept-encoding']?.includes('gzip')) {
    body = gzipSync(bytes);
    headers['Content-Encoding'] = 'gzip';
  }
  headers['Content-Length'] = body.length;
  response.writeHead(200, headers).end(body);
}
