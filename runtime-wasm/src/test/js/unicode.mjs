/** Prints where the engine's idea of characters changes: from which one on, how far small letters are, which class, whether assigned. */
import {character} from '../../main/js/engine.js';

const UNASSIGNED = /\p{Cn}/u;
let last = '';
for (let code = 0x80; code < 0x110000; code++) {
  const known = character(code);
  const assigned = UNASSIGNED.test(String.fromCodePoint(code)) ? 0 : 1;
  const line = `${(known & (1 << 21) - 1) - code} ${known >> 21} ${assigned}`;
  if (line !== last) console.log(`${code} ${line}`);
  last = line;
}
