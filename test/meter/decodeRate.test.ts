import { expect, it } from 'vitest';
import { measureDecodeRate } from '../../src/meter/decodeRate';

it('1 MB a second of PPK2 data takes under 20 % of one core', () => {
  const rates = [1, 2, 3].map(() => measureDecodeRate(5, () => performance.now()));
  const best = Math.min(...rates.map(({ shareAtOneMegabyte }) => shareAtOneMegabyte));
  expect(best).toBeLessThan(0.2);
});
