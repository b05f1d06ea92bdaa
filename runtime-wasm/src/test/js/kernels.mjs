/** The kernels of the built docent.wasm over a memory of their own, for tests that compare them with their Java twins. */
import {readFileSync} from 'node:fs';

const built = new URL('../../../target/classes/META-INF/docent/docent.wasm', import.meta.url);

/** @param {boolean} relaxed whether kernels for relaxed SIMD replace those of the same name */
export function loadKernels(pages = 64, relaxed = true) {
  const memory = new WebAssembly.Memory({initial: pages, maximum: 32768});
  const module = new WebAssembly.Module(readFileSync(built));
  const kernels = {};
  for (const bytes of WebAssembly.Module.customSections(module, 'docent.kernels')) {
    const instance = new WebAssembly.Instance(new WebAssembly.Module(bytes), {env: {memory}, kernels});
    for (const [name, kernel] of Object.entries(instance.exports)) {
      if (relaxed || !(name in kernels)) kernels[name] = kernel;
    }
  }
  return {memory, kernels};
}
