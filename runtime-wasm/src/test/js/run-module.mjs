/** Prints what the exported function `f` of a module gives for some pairs of integers. Arguments: the modules' files. */
import {readFileSync} from 'node:fs';

const NUMBERS = [0, 1, -1, 2, 7, -100, 65536, 2147483647, -2147483648];

for (const file of process.argv.slice(2)) {
  const instance = new WebAssembly.Instance(new WebAssembly.Module(readFileSync(file)));
  const results = [];
  for (const a of NUMBERS) for (const b of NUMBERS) results.push(instance.exports.f(a, b));
  console.log(results.join(' '));
}
