import fc from 'fast-check';
import { expect, it } from 'vitest';
import { groupBy } from '../../src/base/groupBy';

it('holds every item once, under its key, in the order in which they came', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.constantFrom('a', 'b', null), fc.nat())), (items) => {
      const groups = groupBy(items, ([key]) => key);
      expect([...groups.keys()]).toEqual([...new Set(items.map(([key]) => key))]);
      for (const [key, group] of groups)
        expect(group).toEqual(items.filter(([own]) => own === key));
    }),
    { seed: 20221107 },
  );
});
