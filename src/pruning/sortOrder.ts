const DIGIT_BITS = 11;
const BUCKETS = 1 << DIGIT_BITS;
const DIGITS = 3;

/**
 * Indices of `scores` from the smallest to the largest, equal scores by index.
 * A radix sort on the bits of the numbers, which for floats ≥ 0 sort like the numbers themselves: 2.1 million
 * weights take three passes instead of 45 million comparisons.
 * @param scores ≥ 0; +Infinity is allowed
 */
export function ascendingOrder(scores: Float32Array): Uint32Array {
  const bits = new Uint32Array(scores.buffer, scores.byteOffset, scores.length);
  const starts = bucketStarts(bits);
  // Keys travel with their indices: reading them where they were would miss the cache every time.
  let from: Pass = { keys: bits, indices: countUp(bits.length) };
  let to = emptyPass(bits.length);
  for (let digit = 0; digit < DIGITS; digit++) {
    const start = starts.subarray(digit * BUCKETS, (digit + 1) * BUCKETS);
    scatter(from, to, start, digit * DIGIT_BITS);
    [from, to] = [to, digit === 0 ? emptyPass(bits.length) : from];
  }
  return from.indices;
}

interface Pass {
  readonly keys: Uint32Array;
  readonly indices: Uint32Array;
}

function countUp(length: number): Uint32Array {
  const indices = new Uint32Array(length);
  for (let i = 0; i < length; i++) indices[i] = i;
  return indices;
}

function emptyPass(length: number): Pass {
  return { keys: new Uint32Array(length), indices: new Uint32Array(length) };
}

function scatter(from: Pass, to: Pass, start: Uint32Array, shift: number): void {
  const { keys, indices } = from;
  const { keys: keysTo, indices: indicesTo } = to;
  for (let i = 0; i < keys.length; i++) {
    const key = keys[i];
    const target = start[(key >>> shift) & (BUCKETS - 1)]++;
    keysTo[target] = key;
    indicesTo[target] = indices[i];
  }
}

/** Where each bucket of each digit begins, [DIGITS][BUCKETS]. */
function bucketStarts(keys: Uint32Array): Uint32Array {
  const starts = new Uint32Array(DIGITS * BUCKETS);
  for (let i = 0; i < keys.length; i++) {
    const key = keys[i];
    starts[key & (BUCKETS - 1)]++;
    starts[BUCKETS + ((key >>> DIGIT_BITS) & (BUCKETS - 1))]++;
    starts[2 * BUCKETS + (key >>> (2 * DIGIT_BITS))]++;
  }
  for (let digit = 0; digit < DIGITS; digit++) {
    let next = 0;
    for (let b = digit * BUCKETS; b < (digit + 1) * BUCKETS; b++) {
      const count = starts[b];
      starts[b] = next;
      next += count;
    }
  }
  return starts;
}

/** The inverse of `ascendingOrder`: place of each index in the order. */
export function places(order: Uint32Array): Uint32Array {
  const place = new Uint32Array(order.length);
  for (let k = 0; k < order.length; k++) place[order[k]] = k;
  return place;
}
