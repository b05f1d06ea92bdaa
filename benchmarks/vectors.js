/** Vectors to search: clustered ones made from a seed, or those of a file of little-endian floats. */

/** Rows of one length in one array. */
export class Vectors {
  /**
   * @param {!Float32Array} values
   * @param {number} dimensions
   */
  constructor(values, dimensions) {
    this.values = values;
    this.dimensions = dimensions;
    this.size = values.length / dimensions;
  }

  /** @return {!Float32Array} a view */
  row(i) {
    return this.values.subarray(i * this.dimensions, (i + 1) * this.dimensions);
  }

  first(count) {
    return new Vectors(this.values.subarray(0, count * this.dimensions), this.dimensions);
  }

  from(start) {
    return new Vectors(this.values.subarray(start * this.dimensions), this.dimensions);
  }
}

/** Marsaglia's xorshift, 32 bits: the same numbers everywhere. */
function random(seed) {
  let state = seed | 0 || 1;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 4294967296;
  };
}

/**
 * Unit vectors around centres, 50 to a centre, that differ mostly in few directions, as those of texts do: a vector is its
 * centre and noise, and both lie near a subspace of an eighth of the dimensions.
 */
export function clustered(count, dimensions, seed = 1) {
  const next = random(seed);
  const normal = () => Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next());
  const strength = Float32Array.from({length: dimensions}, (_, i) => 1 / Math.sqrt(1 + 8 * i / dimensions));
  const centres = Array.from({length: Math.max(1, Math.round(count / 50))},
      () => Float32Array.from({length: dimensions}, (_, i) => strength[i] * normal()));
  const values = new Float32Array(count * dimensions);
  for (let row = 0; row < count; row++) {
    const centre = centres[Math.floor(next() * centres.length)];
    let squares = 0;
    for (let i = 0; i < dimensions; i++) {
      const value = centre[i] + strength[i] * normal();
      values[row * dimensions + i] = value;
      squares += value * value;
    }
    const scale = 1 / Math.sqrt(squares);
    for (let i = 0; i < dimensions; i++) values[row * dimensions + i] *= scale;
  }
  return new Vectors(values, dimensions);
}

/** The dot product of two rows, in four sums. */
export function dot(a, offsetA, b, offsetB, length) {
  let s0 = 0, s1 = 0, s2 = 0, s3 = 0;
  let i = 0;
  for (; i + 4 <= length; i += 4) {
    s0 += a[offsetA + i] * b[offsetB + i];
    s1 += a[offsetA + i + 1] * b[offsetB + i + 1];
    s2 += a[offsetA + i + 2] * b[offsetB + i + 2];
    s3 += a[offsetA + i + 3] * b[offsetB + i + 3];
  }
  for (; i < length; i++) s0 += a[offsetA + i] * b[offsetB + i];
  return s0 + s1 + s2 + s3;
}

/** The `k` rows of the highest dot product with `query`, best first; ties go to the smaller ordinal. */
export function exactNearest(vectors, query, k) {
  const ids = [];
  const scores = [];
  for (let row = 0; row < vectors.size; row++) {
    const score = dot(vectors.values, row * vectors.dimensions, query, 0, vectors.dimensions);
    if (ids.length === k && !(score > scores[k - 1])) continue;
    let at = ids.length < k ? ids.length : k - 1;
    while (at > 0 && scores[at - 1] < score) {
      scores[at] = scores[at - 1];
      ids[at] = ids[at - 1];
      at--;
    }
    scores[at] = score;
    ids[at] = row;
  }
  return ids;
}
