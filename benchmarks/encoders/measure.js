/** Times query encoders at several lengths of text, in turns; runs in Node and in browsers. */

/** Tokens of a text, the two that every text has included. */
const LENGTHS = [4, 8, 12, 16, 32];
const ROUNDS = 30;

/** Each a whole piece of BERT's vocabulary. */
const WORDS = ('how do i keep a page of the manual out of the search when it is only for our own team and not for those who '
    + 'read the rest of it').split(' ');

/** A text of so many tokens; another one for each `turn`. */
function text(length, turn) {
  return Array.from({length: length - 2}, (_, i) => WORDS[(turn + i) % WORDS.length]).join(' ');
}

/** A published Docent search, through its public API. */
export class DocentEncoder {
  /**
   * @param {string} name
   * @param {!Object} module docent.js of the site
   * @param {string} base address of the search folder
   */
  static async open(name, module, base) {
    const search = await module.openSearch({base, worker: false});
    await search.warm();
    return new DocentEncoder(name, search);
  }

  constructor(name, search) {
    this.name = name;
    this.search = search;
  }

  async embed(length, turn) {
    await this.search.embed(text(length, turn));
  }
}

/** The network in ONNX Runtime, one thread, without a tokenizer: it is given made-up numbers of pieces. */
export class OnnxEncoder {
  /**
   * @param {!Object} ort the module onnxruntime-web
   * @param {!Uint8Array} model
   */
  static async open(ort, model) {
    ort.env.wasm.numThreads = 1;
    const session = await ort.InferenceSession.create(model, {executionProviders: ['wasm']});
    return new OnnxEncoder(ort, session);
  }

  constructor(ort, session) {
    this.name = 'onnxruntime-web, the same model in int8';
    this.ort = ort;
    this.session = session;
  }

  async embed(length, turn) {
    const tensor = value => new this.ort.Tensor('int64', BigInt64Array.from({length}, (_, i) => value(i)), [1, length]);
    const feeds = {
      input_ids: tensor(i => (i === 0 ? 101n : i === length - 1 ? 102n : BigInt(2000 + (turn * 31 + i * 97) % 8000))),
      attention_mask: tensor(() => 1n),
      token_type_ids: tensor(() => 0n),
    };
    const {last_hidden_state: output} = await this.session.run(
        Object.fromEntries(this.session.inputNames.map(name => [name, feeds[name]])));
    const sum = new Float32Array(384);
    for (let i = 0; i < output.data.length; i++) sum[i % 384] += output.data[i];
    const norm = Math.hypot(...sum);
    for (let d = 0; d < 384; d++) sum[d] /= norm;
  }
}

async function timed(encoder, length, turn) {
  const begin = performance.now();
  await encoder.embed(length, turn);
  return performance.now() - begin;
}

/** Lines of a Markdown table: of each encoder the first text after loading, then the medians by length. */
export async function compareEncoders(encoders, print) {
  const first = [];
  for (const encoder of encoders) first.push(await timed(encoder, 12, 0));
  const times = encoders.map(() => LENGTHS.map(() => []));
  for (let round = 0; round < ROUNDS; round++) {
    for (let e = 0; e < encoders.length; e++) {
      for (let l = 0; l < LENGTHS.length; l++) times[e][l].push(await timed(encoders[e], LENGTHS[l], round));
    }
  }
  print(`| milliseconds a text | first text | ${LENGTHS.map(length => length + ' tokens').join(' | ')} |`);
  print(`|---|---:|${LENGTHS.map(() => '---:|').join('')}`);
  encoders.forEach((encoder, e) => {
    const medians = times[e].map(values => values.sort((a, b) => a - b)[ROUNDS >> 1].toFixed(2));
    print(`| ${encoder.name} | ${first[e].toFixed(1)} | ${medians.join(' | ')} |`);
  });
}
