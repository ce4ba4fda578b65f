import { orThrow } from '../../src/base/outcome';
import { mobilenetV2 } from '../../src/model/mobilenetV2';
import { framedPreprocessing, usualInput } from '../../src/subject/modelInput';
import { noImages } from '../../src/subject/preprocess';
import { describe, expect, it } from 'vitest';
import { seededRandom, type Random } from '../../src/base/seededRandom';
import { latencyRatio } from '../../src/study/latencyRatio';
import { timeRound, timeRuns, turns } from '../../workers/runtime/latency';

describe('turns', () => {
  it('are one a network, in an order that the seed decides', () => {
    const drawn = (seed: number) => {
      const random = seededRandom(seed, 0);
      return Array.from({ length: 40 }, () => turns(5, random));
    };
    for (const order of drawn(3)) expect(order.toSorted()).toEqual([0, 1, 2, 3, 4]);
    expect(drawn(3)).toEqual(drawn(3));
    expect(drawn(3)).not.toEqual(drawn(4));
  });

  it('give every network every place equally often', () => {
    const random = seededRandom(1, 0);
    const counts = Array.from({ length: 4 }, () => [0, 0, 0, 0]);
    for (let round = 0; round < 4000; round++)
      turns(4, random).forEach((network, place) => counts[network][place]++);
    // A thousand each; 5 standard deviations are 137.
    for (const count of counts.flat()) expect(Math.abs(count - 1000)).toBeLessThan(137);
  });
});

/** Milliseconds of one run on a machine at its usual speed; the first network is the dense one. */
const WORK = [1.8, 0.9, 1.79, 0.35, 2.3];
const ROUND_MS = WORK.reduce((sum, ms) => sum + ms, 0);
const ROUNDS = 30;

interface Trouble {
  readonly name: string;
  /** A machine: how many times its usual time a run takes that begins at `ms`. */
  readonly machine: (random: Random) => (ms: number, network: number) => number;
  readonly tickMs?: number;
}

const phase = (random: Random) => 2 * Math.PI * random();

const TROUBLES: readonly Trouble[] = [
  { name: 'none', machine: () => () => 1 },
  { name: 'a ramp', machine: () => (ms) => 1 + ms / (ROUNDS * ROUND_MS) },
  {
    name: 'throttling in the middle',
    machine: (random) => {
      const at = ROUNDS * ROUND_MS * random();
      return (ms) => (ms < at ? 1 : 1.7);
    },
  },
  ...[0.5, 1, 2, 7].map((rounds) => ({
    name: `a load that comes back every ${rounds} rounds`,
    machine: (random: Random) => {
      const start = phase(random);
      return (ms: number) => 1.3 + 0.3 * Math.sin(start + (2 * Math.PI * ms) / (rounds * ROUND_MS));
    },
  })),
  {
    name: 'a random walk',
    machine: (random) => {
      let slow = 1;
      return () => (slow *= Math.exp(0.05 * gaussian(random)));
    },
  },
  {
    name: 'interruptions',
    machine: (random) => () => (random() < 0.1 ? 1 + 4 * random() : 1),
  },
  {
    name: 'a cache that still holds the network that ran last',
    machine: () => {
      let last = -1;
      return (_, network) => {
        const again = network === last;
        last = network;
        return again ? 0.9 : 1;
      };
    },
  },
  { name: 'a timer of 5 µs', machine: () => () => 1, tickMs: 0.005 },
  { name: 'a timer of 100 µs', machine: () => () => 1, tickMs: 0.1 },
];

function gaussian(random: Random): number {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(phase(random));
}

/** Milliseconds by network and round. */
function timings({ machine, tickMs = 0 }: Trouble, random: Random): Float64Array[] {
  const slowness = machine(random);
  let ms = 0;
  const networks = WORK.map((work, network) => ({
    run() {
      const noise = Math.exp(0.03 * gaussian(random));
      ms += work * slowness(ms, network) * noise;
      return new Float32Array();
    },
  }));
  const nowMs = () => (tickMs > 0 ? tickMs * Math.floor(ms / tickMs) : ms);
  const timed = WORK.map(() => new Float64Array(ROUNDS));
  for (let round = 0; round < ROUNDS; round++) {
    const order = turns(WORK.length, random);
    timeRound(networks, new Float32Array(), order, nowMs).forEach(
      (run, network) => (timed[network][round] = run),
    );
    // Between rounds the worker lets messages in.
    ms += 0.05 * random();
  }
  return timed;
}

describe('the ratio to the dense network', () => {
  it.each(TROUBLES)('is covered by its interval in 95 % of runs: $name', (trouble) => {
    const random = seededRandom(20_221_028, 1);
    let [covered, all] = [0, 0];
    for (let run = 0; run < 400; run++) {
      const [dense, ...others] = timings(trouble, random);
      for (const [i, own] of others.entries()) {
        const { low, high } = latencyRatio(own, dense, trouble.tickMs ?? 0)!;
        const truth = WORK[i + 1] / WORK[0];
        all++;
        if (low <= truth && truth <= high) covered++;
      }
    }
    expect(covered / all).toBeGreaterThanOrEqual(0.95);
  });

  it('is told apart from 1 by an interval of a few per cent', () => {
    const [dense, half] = timings(TROUBLES[0], seededRandom(1, 1));
    const { low, high } = latencyRatio(half, dense, 0)!;
    expect(high - low).toBeLessThan(0.05);
  });
});

describe('timing', () => {
  /** Rounds of a network that takes so long, on a clock of its own. */
  async function roundsOf(runMs: number) {
    let now = 0;
    const network = mobilenetV2({ width: 0.35, inputSize: 32, stemStride: 1, classes: 10 });
    const classifier = {
      network,
      run() {
        now += runMs;
        return new Float32Array(10);
      },
      dispose() {},
    };
    const told: number[] = [];
    const input = noImages(framedPreprocessing(usualInput(network)));
    const rounds = { warmUpRuns: 5, runs: 30 };
    const surroundings = {
      superseded: () => false,
      onProgress: (done: number) => void told.push(done),
    };
    const [timed] = orThrow(await timeRuns([classifier], input, rounds, surroundings, () => now));
    expect([...new Set(timed)]).toEqual([runMs]);
    expect(told.at(-1)).toBe(timed.length);
    return { runs: timed.length, seconds: now / 1000 };
  }

  it('takes all runs of a fast network', async () => {
    expect(await roundsOf(2)).toEqual({ runs: 30, seconds: 0.07 });
  });

  it('ends early with a slow one, but never before ten runs', async () => {
    const { runs, seconds } = await roundsOf(400);
    expect(runs).toBeGreaterThanOrEqual(10);
    expect(runs).toBeLessThan(30);
    expect(seconds).toBeLessThan(10);
    expect(await roundsOf(5000)).toEqual({ runs: 10, seconds: 55 });
  });
});
