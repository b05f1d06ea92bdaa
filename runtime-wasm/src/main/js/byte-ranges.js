/** Several byte ranges of one file: in one answer where the host sends that, else in few. */

/** Two ranges with at most this many unneeded bytes between them are fetched as one. */
const MAX_GAP = 1 << 14;

/** Bytes before a part's content in which its range is told, at most. */
const MAX_HEAD = 1 << 10;

/**
 * Joins ranges that lie close together; puts them in order.
 *
 * @template T
 * @param {!Array<T>} ranges each with `offset` and `storedSize`
 * @return {!Array<{start: number, end: number, ranges: !Array<T>}>} in order of their starts
 */
export function joinRanges(ranges) {
  const runs = [];
  for (const range of ranges.sort((a, b) => a.offset - b.offset)) {
    const last = runs[runs.length - 1];
    const end = range.offset + range.storedSize;
    if (last && range.offset - last.end <= MAX_GAP) {
      last.ranges.push(range);
      last.end = Math.max(last.end, end);
    } else {
      runs.push({start: range.offset, end, ranges: [range]});
    }
  }
  return runs;
}

/**
 * Whether the host that sent an answer will send several ranges at once, as far as its headers tell. Those of another origin
 * tell nothing, and there such a request would need permission first.
 *
 * @param {!Headers} headers
 * @return {boolean}
 */
export function sendsSeveralRanges(headers) {
  // Caches between server and reader often answer several ranges with the whole file.
  return /^(nginx|Apache|lighttpd|Caddy)/.test(headers.get('Server'))
      && !['Via', 'Age', 'X-Cache'].some(name => headers.has(name));
}

/**
 * Parts of an answer with several ranges (RFC 9110, section 14.6), by their first byte in the file.
 *
 * @param {!Uint8Array} body of type `multipart/byteranges`
 * @param {number} size of the file
 * @return {!Map<number, !Uint8Array>} as far as they are whole, and parts of a file of this size
 */
export function partsByStart(body, size) {
  const parts = new Map();
  for (let at = 0; ;) {
    // Each part tells its length, so that nothing depends on the line between two.
    const head = String.fromCharCode(...body.subarray(at, at + MAX_HEAD));
    const told = /content-range: *bytes (\d+)-(\d+)\/(\d*).*?\r\n\r\n/is.exec(head);
    if (!told || Number(told[3] || size) !== size) return parts;
    const start = Number(told[1]);
    const length = Number(told[2]) - start + 1;
    at += told.index + told[0].length;
    const part = body.subarray(at, at += length);
    if (part.length !== length) return parts;
    parts.set(start, part);
  }
}
