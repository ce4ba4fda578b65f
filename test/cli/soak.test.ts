/** What a soak says of its studies. */
import { describe, expect, it } from 'vitest';
import { parseSoakArguments } from '../../cli/soak/soakArguments';
import { heapGrowth, PLANS_A_ROUND, soakRequest, soakRound } from '../../cli/soak/soakRound';
import { refusal } from '../../src/words/refusal';
import type { Energy, OperatingPoint, Study } from '../../src/study/point';
import { studyPlans } from '../../src/study/studyPlans';
import { samplePoint } from '../study/sampleStudy';

/** All that is asked of joules here is whether there are some. */
const ENERGY = { windows: [] } as unknown as Energy;
const NOW = { minutes: 1, megabytes: 300, earlier: [] };

/** As it was measured, with its joules. */
function study(round: number): Study {
  const order = studyPlans(soakRequest(round), null);
  if (!order.ok) throw new Error(order.code);
  return { points: order.value.plans.map(samplePoint) };
}

/** Timed by a machine that was so many times slower. */
function slower({ latencyMs, ...point }: OperatingPoint, by: number): OperatingPoint {
  const tfjs = latencyMs.tfjs!;
  const { denseMedian, ...ratio } = tfjs.vsDense!;
  const vsDense = { ...ratio, denseMedian: by * denseMedian! };
  return { ...point, latencyMs: { tfjs: { ...tfjs, vsDense } } };
}

describe('a round', () => {
  it('measures no network that another round has measured', () => {
    const levels = [0, 1, 2].flatMap((round) => soakRequest(round).levels);
    expect(new Set(levels).size).toBe(levels.length);
    expect(study(0).points).toHaveLength(PLANS_A_ROUND);
  });

  it('counts points without a figure, and whether something told why', () => {
    const { points } = study(0);
    const measured = points.map((point) => ({ ...point, energy: ENERGY }));
    expect(soakRound({ points: measured }, [], NOW)).toMatchObject({ whole: 4, unexplained: 0 });
    const [first, ...rest] = measured;
    const lacking = {
      points: [{ ...first, energy: null }, { ...rest[0], latencyMs: {} }, ...rest.slice(1)],
    };
    expect(soakRound(lacking, [], NOW)).toMatchObject({ whole: 2, explained: 0, unexplained: 2 });
    const told = [refusal('worker-lost')];
    expect(soakRound(lacking, told, NOW)).toMatchObject({
      ...{ whole: 2, explained: 2, unexplained: 0 },
      reasons: ['worker-lost'],
    });
    expect(soakRound(null, [], NOW).unexplained).toBe(PLANS_A_ROUND);
  });

  it('sets the machine’s pace against the rounds before', () => {
    const { points } = study(0);
    const later = { points: points.map((point) => slower(point, 1.5)) };
    expect(soakRound(later, [], NOW).drift).toBe(0);
    expect(soakRound(later, [], { ...NOW, earlier: points }).drift).toBeCloseTo(0.5);
  });
});

it('compares the memory of the last third with that of the third before', () => {
  const rounds = [100, 300, 310, 290, 450, 450].map((megabytes) =>
    soakRound(null, [], { ...NOW, megabytes }),
  );
  expect(heapGrowth(rounds)).toBeCloseTo(450 / 300);
  expect(heapGrowth(rounds.slice(0, 2))).toBeNull();
});

it('takes minutes above 0 alone', () => {
  expect(parseSoakArguments([])).toEqual({ minutes: 30, bursts: true });
  expect(parseSoakArguments(['--minutes', '2.5', '--quiet'])).toEqual({
    minutes: 2.5,
    bursts: false,
  });
  expect(parseSoakArguments(['-h'])).toBe('help');
  for (const wrong of ['0', 'many', '-1'])
    expect(() => parseSoakArguments([`--minutes=${wrong}`])).toThrow(wrong);
  expect(() => parseSoakArguments(['--hours=1'])).toThrow('--hours');
});
