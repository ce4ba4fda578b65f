/** The next number, uniform in [0, 1), in steps of 2⁻³². */
export type Random = () => number;

const GOLDEN = 0x9e3779b9;

/**
 * A counter sent through MurmurHash3's finaliser: every (seed, stream) is a sequence of its own, the same on
 * every machine. Not for secrets.
 */
export function seededRandom(seed: number, stream: number): Random {
  let counter = finalise(seed ^ finalise(Math.imul(stream + 1, GOLDEN)));
  return () => {
    counter = (counter + GOLDEN) | 0;
    return (finalise(counter) >>> 0) / 2 ** 32;
  };
}

function finalise(bits: number): number {
  let x = bits ^ (bits >>> 16);
  x = Math.imul(x, 0x85ebca6b);
  x = Math.imul(x ^ (x >>> 13), 0xc2b2ae35);
  return x ^ (x >>> 16);
}
