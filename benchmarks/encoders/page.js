/** The comparison of query encoders in a browser; `run.js` serves it and says what its address must hold. */
import {DocentEncoder, OnnxEncoder, compareEncoders} from './measure.js';

const results = document.getElementById('results');
const parameters = new URLSearchParams(location.search);

function print(line) {
  results.textContent += line + '\n';
}

const encoders = [];
for (const name of parameters.get('sites').split(',')) {
  const base = new URL(`/${name}/`, location.href).href;
  encoders.push(await DocentEncoder.open(`Docent, ${name}`, await import(new URL('docent.js', base).href), base));
}
if (parameters.has('onnx')) {
  const ort = await import('../node_modules/onnxruntime-web/dist/ort.wasm.min.mjs');
  const model = await (await fetch(`/onnx/${parameters.get('onnx')}`)).arrayBuffer();
  encoders.push(await OnnxEncoder.open(ort, new Uint8Array(model)));
}
print(`${navigator.userAgent}, ${navigator.hardwareConcurrency} cores\n`);
await compareEncoders(encoders, print);
print('Done.');
