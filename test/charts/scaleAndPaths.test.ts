/** The first screen's own scales and paths, held to D3's. */
import fc from 'fast-check';
import { area, curveStepAfter, line, scaleLinear, scaleLog } from 'd3';
import { expect, it } from 'vitest';
import { bandPath, linePath, stepPath, type Place } from '../../src/charts/paths';
import { linearScale, logScale } from '../../src/charts/scale';

const number = fc.double({ min: -1000, max: 1000, noNaN: true });
const ends = fc.tuple(number, number).filter(([from, to]) => Math.abs(from - to) > 1e-3);
const above = fc.double({ min: 0.01, max: 1000, noNaN: true });
const positive = fc.tuple(above, above).filter(([from, to]) => from / to > 1.1 || to / from > 1.1);

type Ends = [number, number];

it.each([
  ['linear', ends, linearScale, (domain: Ends, range: Ends) => scaleLinear(domain, range)],
  ['log', positive, logScale, (domain: Ends, range: Ends) => scaleLog(domain, range)],
] as const)('a %s scale is that of D3', (_, domains, own, theirs) => {
  fc.assert(
    fc.property(domains, ends, fc.double({ min: 0, max: 1, noNaN: true }), (domain, range, at) => {
      const value = domain[0] + at * (domain[1] - domain[0]);
      const [mine, reference] = [own(domain, range), theirs(domain, range)];
      expect(mine(value)).toBeCloseTo(reference(value), 9);
      expect([mine.domain(), mine.range()]).toEqual([reference.domain(), reference.range()]);
      expect(mine.invert(mine(value))).toBeCloseTo(value, 6);
    }),
    { seed: 1 },
  );
});

it('paths are those of D3', () => {
  const places = fc.array(fc.tuple(number, number), { maxLength: 6 });
  fc.assert(
    fc.property(places, (through: Place[]) => {
      expect(linePath(through)).toBe(line<Place>()([...through]) ?? '');
      expect(stepPath(through)).toBe(line<Place>().curve(curveStepAfter)([...through]) ?? '');
    }),
    { seed: 1 },
  );
});

it('a band is that of D3', () => {
  const heights = fc.array(fc.tuple(number, number, number), { minLength: 2, maxLength: 6 });
  fc.assert(
    fc.property(heights, (levels) => {
      const [x, low, high] = [0, 1, 2].map((i) => (level: readonly number[]) => level[i]);
      const own = (y: typeof low) => levels.map((level): Place => [x(level), y(level)]);
      expect(bandPath(own(high), own(low))).toBe(area<number[]>(x, low, high)(levels));
    }),
    { seed: 1 },
  );
});
