/** What the panel that advises is given: which points, and which smaller networks. */
import { describe, expect, it } from 'vitest';
import { adviceField } from '../../src/panels/advice/adviceField';
import { smallerHere } from '../../src/panels/advice/smallerHere';
import type { PageState } from '../../src/state/pageState';
import { environmentId } from '../../src/study/environment';
import { importedPoint } from '../../src/study/measuredPoint';
import type { OperatingPoint } from '../../src/study/point';
import { DEFAULT_MODEL } from '../../src/subject/models';
import { ENVIRONMENT, sampleStudy } from '../study/sampleStudy';

const CONFIG = { width: 1, inputSize: 32, stemStride: 1, classes: 10 } as const;

function page(own: readonly OperatingPoint[], example: readonly OperatingPoint[], workers = 4) {
  const items = own.map(importedPoint);
  return {
    known: { all: items, shown: ({ point }: (typeof items)[number]) => point },
    lab: { runtime: 'tfjs', threads: 1, environment: { ...ENVIRONMENT, workers } },
    example: { points: example },
  } as unknown as Pick<PageState, 'known' | 'lab' | 'example'>;
}

describe('advice on the page', () => {
  const { points } = sampleStudy();
  const [dense] = points;

  it('takes the example while nothing but the dense network was measured', () => {
    const shown = adviceField(page([dense], points));
    expect(shown.fromExample).toBe(true);
    expect(shown.candidates.length).toBeGreaterThan(1);
    expect(adviceField(page([dense], [])).fromExample).toBe(false);
    const own = adviceField(page(points.slice(0, 5), points));
    expect(own.fromExample).toBe(false);
    expect(own.measured.get(own.candidates[0].point)?.point.plan).toEqual(
      own.candidates[0].point.plan,
    );
  });

  it('is for this machine, or for that on which points were timed', () => {
    const here = { ...ENVIRONMENT, workers: 2 };
    const mine = points.slice(0, 5).map((point) => ({
      ...point,
      plan: { ...point.plan, minChannels: 3 },
      origin: { ...point.origin, environment: here },
    }));
    const timed = (workers: number, of: readonly OperatingPoint[]) =>
      adviceField(page(of, [], workers))
        .candidates.filter(({ quantities }) => quantities.ms !== null)
        .map(({ point }) => environmentId(point.origin.environment));
    expect(new Set(timed(2, [...points, ...mine]))).toEqual(new Set([environmentId(here)]));
    expect(new Set(timed(7, [...points, ...mine]))).toEqual(new Set([environmentId(ENVIRONMENT)]));
  });

  it('knows the smaller networks of its data, and none of others', () => {
    const smaller = smallerHere(DEFAULT_MODEL, CONFIG);
    expect(smaller.length).toBe(3);
    for (const { loss, bytes } of smaller) {
      expect(loss).toBeGreaterThan(0);
      expect(loss).toBeLessThan(0.01);
      expect(bytes).toBeLessThan(9e6);
    }
    expect(smallerHere({ ...DEFAULT_MODEL, dataset: 'own' }, CONFIG)).toEqual([]);
    expect(smallerHere({ ...DEFAULT_MODEL, id: 'own' }, CONFIG)).toEqual([]);
    expect(smallerHere(DEFAULT_MODEL, null)).toEqual([]);
  });
});
