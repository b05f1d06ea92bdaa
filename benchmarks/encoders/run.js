/**
 * Query encoders of published searches beside onnxruntime-web: bytes, agreement with the model, milliseconds. See README.md.
 *
 *   node encoders/run.js sites=static=FOLDER,transformer=FOLDER [onnx=FILE] [serve=8080]
 */
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import {pathToFileURL} from 'node:url';
import {gzipSync} from 'node:zlib';
import {serve} from '../server.js';
import {DocentEncoder, OnnxEncoder, compareEncoders} from './measure.js';

const here = path.dirname(import.meta.dirname);
const options = Object.fromEntries(process.argv.slice(2).map(argument => {
  const at = argument.indexOf('=');
  return [argument.slice(0, at), argument.slice(at + 1)];
}));
const sites = (options.sites ?? '').split(',').filter(Boolean).map(site => site.split('='));
if (sites.length === 0) throw new Error('Name search folders: sites=static=FOLDER,transformer=FOLDER');
const ortFolder = path.join(here, 'node_modules', 'onnxruntime-web', 'dist');

function sizeRow(name, files, agreement) {
  const contents = files.map(file => fs.readFileSync(file));
  const megabytes = buffers => (buffers.reduce((sum, buffer) => sum + buffer.length, 0) / 1e6).toFixed(2);
  console.log(`| ${name} | ${megabytes(contents)} | ${megabytes(contents.map(bytes => gzipSync(bytes)))} | ${agreement} |`);
}

console.log(`Node ${process.version}, ${os.cpus().length} cores\n`);
console.log('| encoder | MB | MB gzipped | cosine to the model | its 5th percentile | ten nearest in common |');
console.log('|---|---:|---:|---:|---:|---:|');
for (const [name, folder] of sites) {
  const {encoders} = JSON.parse(fs.readFileSync(path.join(folder, 'manifest.json'), 'utf8'));
  const {meanCosine, fifthPercentileCosine, overlapAt10} = Object.values(encoders).at(-1);
  sizeRow(`${name}: query-model.bin`, [path.join(folder, 'query-model.bin')],
      [meanCosine, fifthPercentileCosine, overlapAt10].map(value => value.toFixed(3)).join(' | '));
}
if (options.onnx) {
  sizeRow('onnxruntime-web and its model',
      [options.onnx, ...['ort.wasm.min.mjs', 'ort-wasm-simd-threaded.mjs', 'ort-wasm-simd-threaded.wasm']
          .map(file => path.join(ortFolder, file))], '- | - | -');
}
console.log('');

if (options.serve) {
  const folders = {benchmarks: here};
  for (const [name, folder] of sites) folders[name] = folder;
  const query = new URLSearchParams({sites: sites.map(([name]) => name).join(',')});
  if (options.onnx) {
    folders.onnx = path.dirname(options.onnx);
    query.set('onnx', path.basename(options.onnx));
  }
  serve(folders, Number(options.serve), () => {
    console.log(`Open http://localhost:${options.serve}/benchmarks/encoders/page.html?${query}`);
  });
} else {
  const encoders = [];
  for (const [name, folder] of sites) {
    const base = pathToFileURL(path.resolve(folder) + path.sep).href;
    encoders.push(await DocentEncoder.open(`Docent, ${name}`, await import(new URL('docent.js', base).href), base));
  }
  if (options.onnx) {
    const ort = await import(pathToFileURL(path.join(ortFolder, 'ort.wasm.min.mjs')).href);
    encoders.push(await OnnxEncoder.open(ort, fs.readFileSync(options.onnx)));
  }
  await compareEncoders(encoders, console.log);
}
