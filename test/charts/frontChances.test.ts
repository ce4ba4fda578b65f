import { describe, expect, it } from 'vitest';
import { AXES, axisOf } from '../../src/charts/axes';
import { crowdPaths } from '../../src/charts/crowd';
import { frontChances } from '../../src/charts/frontChances';
import { strengthOf } from '../../src/charts/markLook';
import { tradeOffOf } from '../../src/charts/tradeOff';
import { layoutOf, tradeOffLayout } from '../../src/charts/tradeOffLayout';
import { sampleStudy } from '../study/sampleStudy';

const { points } = sampleStudy();
const SIZE = { width: 900, height: 500 };

describe('how likely each point is on the front', () => {
  it.each(AXES.filter(({ value }) => value(points[0]) !== null).map(({ id }) => id))(
    'on %s: of every point where there is a front, and hardly of one that is far behind',
    async (id) => {
      const tradeOff = tradeOffOf({ points, axis: axisOf(id), roomFor: [] });
      const chances = (await frontChances(tradeOff, async () => true))!;
      expect(chances.size).toBe(tradeOff.entries.length);
      for (const chance of chances.values()) expect(chance >= 0 && chance <= 1).toBe(true);
      for (const number of tradeOff.fronts.flat())
        expect(chances.get(tradeOff.entries[number].key)).toBeGreaterThan(0);
    },
  );

  it('ends at the next rest once nobody wants them', async () => {
    let rests = 0;
    const tradeOff = tradeOffOf({ points, axis: axisOf('macs'), roomFor: [] });
    const chances = await frontChances(tradeOff, async () => ++rests < 3, 0);
    expect([chances, rests]).toEqual([null, 3]);
  });

  it('makes a mark paler, the less likely it is', () => {
    const { marks } = tradeOffLayout({ points, axis: axisOf('macs'), roomFor: [], ...SIZE });
    const mark = marks.find(({ line }) => line !== 'dense')!;
    const strengths = [0, 0.3, 0.6, 1].map((chance) =>
      strengthOf(mark, new Map([[mark.key, chance]])),
    );
    expect(strengths).toEqual([...strengths].sort((a, b) => a - b));
    expect(strengths.at(-1)).toBe(1);
  });
});

describe('a crowd', () => {
  it('draws every mark once, at its place, in a few paths', () => {
    const tradeOff = tradeOffOf({ points, axis: axisOf('macs'), roomFor: [] });
    const { marks, frame } = layoutOf(tradeOff, SIZE);
    const paths = crowdPaths(marks, null, () => false, frame);
    const starts = paths.flatMap((path) => path.marks.match(/M[\d.]+,[\d.]+m/g) ?? []);
    expect(starts.sort()).toEqual(marks.map(({ x, final }) => `M${x},${final.y}m`).sort());
    expect(paths.length).toBeLessThan(12);
  });
});
