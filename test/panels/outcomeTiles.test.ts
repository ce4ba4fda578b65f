import { expect, it } from 'vitest';
import { outcomeTiles } from '../../src/panels/explore/outcomeTiles';
import { withEstimate } from '../../src/study/energy';
import { words } from '../../src/words/words';
import { change, milliseconds } from '../../src/words/numbers';
import { sampleStudy } from '../study/sampleStudy';

const say = words.explore;
const { points } = sampleStudy();
const spread = { p25: 1, p75: 3, p95: 4, runs: 30 };
/** The ratio of the rounds is not that of the medians. */
const vsDense = { denseMedian: 4.5, ratio: 0.4, low: 0.3, high: 0.5 };
const measured = withEstimate(
  {
    ...points.find(({ plan }) => plan.level > 0)!,
    latencyMs: { kernels: { ...spread, median: 2, vsDense } },
    energy: null,
  },
  'kernels',
);
const dense = withEstimate(
  {
    ...points.find(({ plan }) => plan.level === 0)!,
    latencyMs: { kernels: { ...spread, median: 6 } },
    energy: null,
  },
  'kernels',
);
const nothing = { planned: null, plannedDense: null, dense, runtime: 'kernels' } as const;

it('estimated joules stand against dense as the latency does that they come from', () => {
  const [, speed, energy] = outcomeTiles({ ...nothing, measured, expected: null });
  expect([speed.share, energy.share]).toEqual([0.4, 0.4]);
  expect(speed.against).toBe(say.timesAsFast(2.5));
  expect(energy).toMatchObject({ guess: true, against: say.ofDenseShare(change(0.4, 1)) });
});

it('what is expected is a guess, of this machine’s own dense latency', () => {
  const expected = { accuracy: 0.9, latencyRatio: 0.5 };
  const [size, speed, energy] = outcomeTiles({ ...nothing, measured: null, expected });
  expect(speed).toMatchObject({ guess: true, value: say.about(milliseconds(3)), share: 0.5 });
  expect([size.value, energy.value]).toEqual([null, null]);
});
